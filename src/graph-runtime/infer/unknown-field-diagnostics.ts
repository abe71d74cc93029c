import type { FlatGraph } from '../blocks/flat-graph';
import type { Diagnostic, Fix } from '../diagnostics/diagnostic';
import { limitDiagnostics } from '../diagnostics/limit-diagnostics';
import { changeFields } from '../document/change-fields';
import type { NetloomDocument, Scope } from '../document/document';
import { parseEndpoint } from '../document/endpoint';
import { formatPlace } from '../document/field-place';
import { objectTreeFor } from '../document/field-tree';
import { isJsonObject } from '../document/json-object';
import { shortValue } from '../document/short-value';
import { findUnknownFields, type UnknownField } from '../document/unknown-fields';
import { fieldMeantBy, nearestField } from '../reading/field-synonyms';
import { fileDiagnostic } from '../reading/guard';

/** The most diagnostics of this kind for one file: more would not help. */
const MAXIMUM_COMPLAINTS = 50;

/** What a field without meaning was most likely meant to be. */
type Meaning =
  /** Another field of the same object. */
  | { readonly kind: 'field'; readonly name: string }
  /** A field of another option of a choice: `momentum` is one of the optimizer of that name. */
  | { readonly kind: 'option'; readonly option: string; readonly name: string }
  /** A field of an object inside this one: `learningRate` belongs to the optimizer of the training settings. */
  | { readonly kind: 'inside'; readonly inside: string; readonly name: string };

/**
 * Warnings for the fields of a document that this program does not know, each at the node or setting it is at, with what was
 * probably meant and the repairs that make it so. The fields stay in the document.
 */
export function diagnoseUnknownFields(document: NetloomDocument, graph: FlatGraph): readonly Diagnostic[] {
  const found = findUnknownFields(document);
  if (found.length === 0) return [];
  const paths = pathsByOrigin(graph);
  const listed = found.slice(0, MAXIMUM_COMPLAINTS + 1);
  return limitDiagnostics(
    listed.map((field) => diagnose(document, field, paths)),
    MAXIMUM_COMPLAINTS,
  );
}

function diagnose(
  document: NetloomDocument,
  field: UnknownField,
  paths: ReadonlyMap<string, readonly string[]>,
): Diagnostic {
  const { name, holder, tree, place } = field;
  const meaning = meaningOf(field);
  const uses = nodePaths(document, field, paths);
  const details = {
    severity: 'warning' as const,
    path: uses[0] ?? '',
    ...(uses.length > 1 && { uses }),
    ...settingOf(field),
    fixes: fixesFor(document, field, meaning),
  };
  const values = {
    name,
    place: formatPlace([...place, name]),
    value: shortValue(holder[name]),
    known: Object.keys(tree.fields).join(', '),
  };
  switch (meaning?.kind) {
    case undefined:
      return fileDiagnostic('file-unknown-field', values, details);
    case 'field': {
      const suggestion = meaning.name;
      const current = holder[suggestion];
      const code = current === undefined ? 'file-misspelled-field' : 'file-misspelled-set-field';
      return { ...fileDiagnostic(code, { ...values, suggestion, current: shortValue(current) }, details) };
    }
    case 'option': {
      const { option, name: meant } = meaning;
      return fileDiagnostic(
        'file-field-of-another-type',
        { ...values, type: String(holder.type), option, suggestion: meant },
        details,
      );
    }
    case 'inside': {
      const elsewhere = formatPlace([...place, meaning.inside, meaning.name]);
      return fileDiagnostic('file-field-elsewhere', { ...values, elsewhere }, details);
    }
  }
}

function meaningOf({ name, holder, tree, options }: UnknownField): Meaning | null {
  const own = fieldMeantBy(name, tree);
  if (own !== undefined) return { kind: 'field', name: own };
  const names = Object.keys(tree.fields);
  for (const [option, other] of options ?? []) {
    const meant = fieldMeantBy(name, other);
    // Only an option that can do all the present one can: a choice is not to lose other settings.
    if (meant !== undefined && names.every((field) => Object.hasOwn(other.fields, field))) {
      return { kind: 'option', option, name: meant };
    }
  }
  for (const inside of names) {
    const value = holder[inside];
    const inner = isJsonObject(value) ? objectTreeFor(tree.fields[inside] ?? null, value) : null;
    const meant = inner === null ? undefined : fieldMeantBy(name, inner);
    if (meant !== undefined) return { kind: 'inside', inside, name: meant };
  }
  const nearest = nearestField(name, tree);
  return nearest === undefined ? null : { kind: 'field', name: nearest };
}

function fixesFor(
  document: NetloomDocument,
  { place, name, holder }: UnknownField,
  meaning: Meaning | null,
): readonly Fix[] {
  const value = holder[name];
  const fixes: Fix[] = [];
  const add = (fix: Omit<Fix, 'edits'>, changes: Readonly<Record<string, unknown>>) => {
    // A repair whose value the format refuses would change nothing.
    if (changeFields(document, place, changes) !== document)
      fixes.push({ ...fix, edits: [{ kind: 'change-fields', place, changes }] });
  };
  const shown = { name, value: shortValue(value) };
  if (meaning?.kind === 'field') {
    const code = holder[meaning.name] === undefined ? 'rename-field' : 'use-field-value';
    add({ code, values: { ...shown, newName: meaning.name } }, { [name]: undefined, [meaning.name]: value });
  } else if (meaning?.kind === 'option') {
    const { option, name: meant } = meaning;
    const rename = meant === name ? {} : { [name]: undefined };
    add(
      { code: 'choose-type', values: { ...shown, type: option } },
      { ...rename, type: option, [meant]: value },
    );
  } else if (meaning?.kind === 'inside') {
    const { inside, name: meant } = meaning;
    const inner = holder[inside];
    const moved = isJsonObject(inner) ? { ...inner, [meant]: value } : inner;
    const to = formatPlace([...place, inside, meant]);
    add({ code: 'move-field', values: { ...shown, to } }, { [name]: undefined, [inside]: moved });
  }
  add({ code: 'remove-field', values: shown }, { [name]: undefined });
  return fixes;
}

/** Where the settings form shows it. */
function settingOf({ place, name }: UnknownField): { readonly setting?: string } {
  const [part, ...rest] = place;
  if (part === 'dataset') return { setting: 'dataset' };
  return part === 'training' ? { setting: [...rest, name].join('.') } : {};
}

/** The paths of the node, or of the node that an edge leads to, that holds the field; none where it is at neither. */
function nodePaths(
  document: NetloomDocument,
  { place }: UnknownField,
  paths: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  const [first, second] = place;
  const scope: Scope = first === 'blocks' && second !== undefined ? String(second) : null;
  const content = scope === null ? document : document.blocks[scope];
  const [list, index] = scope === null ? place : place.slice(2);
  if (content === undefined || typeof index !== 'number') return [];
  if (list === 'nodes') return paths.get(originKey(scope, content.nodes[index]?.id ?? '')) ?? [];
  if (list !== 'edges') return [];
  return paths.get(originKey(scope, parseEndpoint(content.edges[index]?.to ?? '').id)) ?? [];
}

/** The paths of each node of the document: a block's nodes have one at every use, a repeated node that of all its copies. */
function pathsByOrigin({ nodes, groups }: FlatGraph): ReadonlyMap<string, readonly string[]> {
  const paths = new Map<string, string[]>();
  for (const { origin, path } of [...groups, ...nodes]) {
    const key = originKey(origin.scope, origin.id);
    const known = paths.get(key);
    if (known === undefined) paths.set(key, [path]);
    else if (!isCopyOfOne(path, known)) known.push(path);
  }
  return paths;
}

/** Whether a path is that of a copy (`conv2`) of a repeated node (`conv`) among others. */
function isCopyOfOne(path: string, others: readonly string[]): boolean {
  const digits = /\d+$/.exec(path)?.[0].length ?? 0;
  return Array.from({ length: digits }, (_, index) => path.slice(0, path.length - index - 1)).some((whole) =>
    others.includes(whole),
  );
}

function originKey(scope: Scope, id: string): string {
  return `${scope ?? ''}/${id}`;
}
