import type { Diagnostic, Fix } from '../diagnostics/diagnostic';
import type { Scope } from '../document/document';

/** Which node a message speaks of: where it is in the expanded network, or in the document. */
export type NodePlace = { readonly path: string } | { readonly scope: Scope; readonly id: string };

/** What messages call the fields of a file: by default as the file does, for people who edit it. The window has labels. */
export interface FieldNames {
  /** A parameter of a layer. */
  parameter(name: string, place: NodePlace): string;
  /** A training setting by its place in the document's `training`, such as `optimizer.beta1`. */
  setting(path: string): string;
}

/** The values of a diagnostic's words that name fields. */
export function namesInDiagnostic(
  { path, origin, parameter, setting, values }: Diagnostic,
  names: FieldNames,
): Readonly<Record<string, string>> {
  const named = typeof values.setting === 'string' ? values.setting : undefined;
  return {
    ...(parameter !== undefined && { parameter: names.parameter(parameter, origin ?? { path }) }),
    ...(named !== undefined && setting?.endsWith(`.${named}`) && { setting: names.setting(setting) }),
  };
}

/** The same for a repair, which says in its edits where the fields are. */
export function namesInFix({ values, edits }: Fix, names: FieldNames): Readonly<Record<string, string>> {
  const { parameter, setting } = values;
  const [edit] = edits;
  if (typeof parameter === 'string' && edit?.kind === 'set-parameter') {
    return { parameter: names.parameter(parameter, edit) };
  }
  if (typeof setting !== 'string' || edit?.kind !== 'set-training') return {};
  const [group = ''] = Object.keys(edit.changes);
  const nameOf = (name: string) => names.setting(name === group ? name : `${group}.${name}`);
  return { setting: setting.split(', ').map(nameOf).join(', ') };
}
