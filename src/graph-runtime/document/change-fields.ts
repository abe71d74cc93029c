import type { NetloomDocument } from './document';
import type { FieldPlace } from './field-place';
import { type FieldTree, objectTreeFor } from './field-tree';
import { isJsonObject, type JsonObject } from './json-object';
import { isReservedName } from './reserved-name';
import { DOCUMENT_FIELDS } from './unknown-fields';

/**
 * Sets fields of the object at `place`; undefined removes one. The same document where there is no such object, or where the
 * result would not be one of the format.
 */
export function changeFields(
  document: NetloomDocument,
  place: FieldPlace,
  changes: Readonly<Record<string, unknown>>,
): NetloomDocument {
  if (Object.keys(changes).some(isReservedName)) return document;
  const changed = changeAt(document, DOCUMENT_FIELDS, place, changes);
  // The schema of the changed object has accepted it, and everything around it is as it was.
  return changed === undefined ? document : (changed as NetloomDocument);
}

/** The value with the object at `place` changed; undefined where that cannot be. */
function changeAt(
  value: unknown,
  tree: FieldTree,
  place: FieldPlace,
  changes: Readonly<Record<string, unknown>>,
): unknown {
  const [key, ...rest] = place;
  if (key === undefined) return isJsonObject(value) ? changedObject(value, tree, changes) : undefined;
  if (Array.isArray(value)) {
    if (typeof key !== 'number' || tree?.kind !== 'list') return undefined;
    const item = changeAt(value[key], tree.item, rest, changes);
    return item === undefined
      ? undefined
      : value.map((other: unknown, index) => (index === key ? item : other));
  }
  if (!isJsonObject(value) || !Object.hasOwn(value, key)) return undefined;
  const item = changeAt(value[key], treeAt(value, tree, String(key)), rest, changes);
  return item === undefined ? undefined : { ...value, [key]: item };
}

function treeAt(value: JsonObject, tree: FieldTree, key: string): FieldTree {
  if (tree?.kind === 'record') return tree.value;
  return objectTreeFor(tree, value)?.fields[key] ?? null;
}

function changedObject(
  value: JsonObject,
  tree: FieldTree,
  changes: Readonly<Record<string, unknown>>,
): JsonObject | undefined {
  const merged: Record<string, unknown> = { ...value, ...changes };
  for (const name of Object.keys(changes)) if (merged[name] === undefined) delete merged[name];
  const parsed = objectTreeFor(tree, merged)?.schema.safeParse(merged);
  return parsed?.success === true && isJsonObject(parsed.data) ? parsed.data : undefined;
}
