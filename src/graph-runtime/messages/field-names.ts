import type { Diagnostic, Fix } from '../diagnostics/diagnostic';
import type { ParameterValue, Scope } from '../document/document';

/** Which node a message speaks of: where it is in the expanded network, or in the document. */
export type NodePlace = { readonly path: string } | { readonly scope: Scope; readonly id: string };

/** What messages call the fields of a file and their values: by default as the file does. People read labels (`labelNames`). */
export interface FieldNames {
  /** A parameter of a layer. */
  parameter(name: string, place: NodePlace): string;
  /** A value of that parameter. */
  value(name: string, value: ParameterValue, place: NodePlace): string;
  /** A training setting by its place in the document's `training`, such as `optimizer.beta1`. */
  setting(path: string): string;
  /** A value of that setting. */
  settingValue(path: string, value: unknown): string;
  /** A type of layer, or of a setting such as the optimizer. */
  type(type: string): string;
}

type Named = Readonly<Record<string, string>>;

/** The values of a diagnostic's words that name fields. */
export function namesInDiagnostic(diagnostic: Diagnostic, names: FieldNames): Named {
  const { path, origin, code, parameter, setting, expected, values } = diagnostic;
  const place = origin ?? { path };
  const named = typeof values.setting === 'string' ? values.setting : undefined;
  return {
    ...(parameter !== undefined && { parameter: names.parameter(parameter, place) }),
    ...(named !== undefined && setting?.endsWith(`.${named}`) && { setting: names.setting(setting) }),
    ...(parameter !== undefined && listedNames(diagnostic, names)),
    ...(code === 'parameter-unknown-choice' &&
      parameter !== undefined &&
      expected !== undefined && {
        expected: inList(expected, (choice) => names.value(parameter, choice, place)),
      }),
    ...(code === 'other-name' && { known: names.type(String(values.known)) }),
    ...(code === 'type-misspelled' && { suggestion: names.type(String(values.suggestion)) }),
  };
}

/** The parameters among which one was looked for. */
function listedNames({ path, origin, code, values, expected }: Diagnostic, names: FieldNames): Named {
  const nameOf = (name: string) => names.parameter(name, origin ?? { path });
  const { known, suggestion } = values;
  return {
    ...(typeof known === 'string' && { known: inList(known, nameOf) }),
    ...(typeof suggestion === 'string' && { suggestion: nameOf(suggestion) }),
    ...(UNKNOWN_PARAMETER.has(code) && expected !== undefined && { expected: inList(expected, nameOf) }),
  };
}

/** Diagnostics that expect one of the parameters there are. */
const UNKNOWN_PARAMETER: ReadonlySet<string> = new Set([
  'unknown-parameter',
  'parameter-misspelled',
  'parameter-follows',
]);

function inList(list: string, nameOf: (name: string) => string): string {
  return list
    .split(', ')
    .map((name) => nameOf(name))
    .join(', ');
}

/** The same for a repair, which says in its edits where the fields are. */
export function namesInFix({ values, edits }: Fix, names: FieldNames): Named {
  const { parameter, newName, setting, value, type } = values;
  const [edit] = edits;
  const typed: Named = typeof type === 'string' ? { type: names.type(type) } : {};
  if (typeof parameter === 'string' && edit?.kind === 'set-parameter') {
    return {
      ...typed,
      parameter: names.parameter(parameter, edit),
      ...(typeof newName === 'string' && { newName: names.parameter(newName, edit) }),
      ...(value !== undefined &&
        edit.value !== undefined && { value: names.value(parameter, edit.value, edit) }),
    };
  }
  if (typeof parameter === 'string' && edit?.kind === 'update-node') {
    return { ...typed, parameter: names.parameter(parameter, edit) };
  }
  if (typeof setting !== 'string' || edit?.kind !== 'set-training') return typed;
  const [[group = '', changed] = []] = Object.entries(edit.changes);
  const pathOf = (name: string) => (name === group ? name : `${group}.${name}`);
  const fields = setting.split(', ');
  const [field = ''] = fields;
  const to: unknown = field === group ? changed : isObject(changed) ? Reflect.get(changed, field) : undefined;
  return {
    ...typed,
    setting: fields.map((name) => names.setting(pathOf(name))).join(', '),
    ...(fields.length === 1 && to !== undefined && { value: names.settingValue(pathOf(field), to) }),
  };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
