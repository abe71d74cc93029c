import type { Diagnostic, Fix } from '../diagnostics/diagnostic';
import type { ParameterValue, Scope } from '../document/document';
import type { DocumentEdit } from '../document/edit';
import { parseEndpoint } from '../document/endpoint';

/** Which node a message speaks of: where it is in the expanded network, or in the document. */
export type NodePlace = { readonly path: string } | { readonly scope: Scope; readonly id: string };

/** What messages call the fields of a file and their values: by default as the file does. People read labels (`labelNames`). */
export interface FieldNames {
  /** Whether the file itself is edited: what a field that means nothing should be called is said as it has to be written. */
  readonly isForFile: boolean;
  /** A parameter of a layer. */
  parameter(name: string, place: NodePlace): string;
  /** A value of that parameter. */
  value(name: string, value: ParameterValue, place: NodePlace): string;
  /** The default of a parameter of a layer; undefined where a block defines it. */
  byDefault(name: string, place: NodePlace): string | undefined;
  /** A port of a layer. */
  port(name: string, place: NodePlace): string;
  /** A port of a node, by what both are called. */
  portOf(node: string, port: string): string;
  /** A training setting by its place in the document's `training`, such as `optimizer.beta1`. */
  setting(path: string): string;
  /** A value of that setting. */
  settingValue(path: string, value: unknown): string;
  /** A type of layer, or of a setting such as the optimizer. */
  type(type: string): string;
  /** A block that the document defines. */
  block(name: string): string;
  /** Where a node or a block of the expanded network is. */
  place(path: string): string;
}

type Named = Readonly<Record<string, string>>;

/** The values of a diagnostic's words that name fields. */
export function namesInDiagnostic(diagnostic: Diagnostic, names: FieldNames): Named {
  const { path, origin, code, port, parameter, setting, expected, values } = diagnostic;
  const place = origin ?? { path };
  const named = typeof values.setting === 'string' ? values.setting : undefined;
  return {
    ...(port !== undefined && !names.isForFile && { port: names.port(port, place) }),
    ...(parameter !== undefined && { parameter: names.parameter(parameter, place) }),
    ...(named !== undefined && setting?.endsWith(`.${named}`) && { setting: names.setting(setting) }),
    ...(parameter !== undefined && listedNames(diagnostic, names)),
    ...(code === 'parameter-unknown-choice' &&
      parameter !== undefined &&
      expected !== undefined && {
        expected: inList(expected, (choice) => names.value(parameter, choice, place)),
      }),
    ...(parameter === undefined && !names.isForFile && fieldNames(diagnostic, names)),
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

/** The fields among which one of a document was looked for (`file-misspelled-field` and its kind); what the file has is quoted as it is. */
function fieldNames({ setting, values }: Diagnostic, names: FieldNames): Named {
  const { name, known, suggestion, type, option, elsewhere } = values;
  if (typeof name !== 'string') return {};
  const holder = setting?.endsWith(name) ? setting.slice(0, -name.length) : undefined;
  const nameOf = (field: string) =>
    holder === undefined ? names.parameter(field, { path: '' }) : names.setting(`${holder}${field}`);
  return {
    ...(typeof known === 'string' && { known: inList(known, nameOf) }),
    ...(typeof suggestion === 'string' && { suggestion: nameOf(suggestion) }),
    ...(typeof type === 'string' && { type: names.type(type) }),
    ...(typeof option === 'string' && { option: names.type(option) }),
    ...(typeof elsewhere === 'string' && { elsewhere: settingAtPlace(elsewhere, names) }),
  };
}

/** A place of the document by the label of the setting that is there; any other as it is. */
function settingAtPlace(place: string, names: FieldNames): string {
  const [part, ...path] = place.split('.');
  return part === 'training' && path.length > 0 ? names.setting(path.join('.')) : place;
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
export function namesInFix({ code, values, edits }: Fix, names: FieldNames): Named {
  const { parameter, newName, setting, value, type } = values;
  const [edit] = edits;
  const typed: Named = typeof type === 'string' ? { type: names.type(type) } : {};
  if (edit?.kind === 'add-edge') return names.isForFile ? typed : { ...typed, ...namesOfPort(edit, names) };
  if (typeof parameter === 'string' && edit?.kind === 'set-parameter') {
    const byDefault = code === 'use-default' ? names.byDefault(parameter, edit) : undefined;
    return {
      ...typed,
      parameter: names.parameter(parameter, edit),
      ...(byDefault !== undefined && { value: byDefault }),
      ...(typeof newName === 'string' && { newName: names.parameter(newName, edit) }),
      ...(value !== undefined &&
        edit.value !== undefined && { value: names.value(parameter, edit.value, edit) }),
    };
  }
  if (typeof parameter === 'string' && edit?.kind === 'update-node') {
    return { ...typed, parameter: names.parameter(parameter, edit) };
  }
  if (edit?.kind === 'change-fields')
    return names.isForFile ? {} : { ...typed, ...namesInChange(values, edit, names) };
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

/** Of a wire that a repair adds: the port at its end, where the layer has several. */
function namesOfPort({ scope, edge }: Extract<DocumentEdit, { kind: 'add-edge' }>, names: FieldNames): Named {
  const { id, port } = parseEndpoint(edge.to);
  return port === undefined ? {} : { to: names.portOf(id, names.port(port, { scope, id })) };
}

/** Of a repair of a field that means nothing: what it becomes has a label. */
function namesInChange(
  { newName, to }: Fix['values'],
  { place, changes }: Extract<DocumentEdit, { kind: 'change-fields' }>,
  names: FieldNames,
): Named {
  const moved: Named = typeof to === 'string' ? { to: settingAtPlace(to, names) } : {};
  if (typeof newName !== 'string') return moved;
  const [part, ...path] = place;
  if (part !== 'training') return { newName: names.parameter(newName, { path: '' }) };
  const setting = [...path, newName].join('.');
  return { newName: names.setting(setting), value: names.settingValue(setting, changes[newName]) };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
