import { documentSchema, type NetloomDocument } from './document';
import type { FieldPlace } from './field-place';
import { type FieldTree, fieldTreeOf, type ObjectTree, objectTreeFor } from './field-tree';
import { isJsonObject, type JsonObject } from './json-object';

/** A field that the schema does not know. */
export interface UnknownField {
  /** Of the object that holds the field. */
  readonly place: FieldPlace;
  readonly name: string;
  readonly holder: JsonObject;
  /** The fields the holder may have. */
  readonly tree: ObjectTree;
  /** Of a choice (an optimizer): all its options, by name. */
  readonly options?: ReadonlyMap<string, ObjectTree>;
}

/** The fields of the whole format. */
export const DOCUMENT_FIELDS = fieldTreeOf(documentSchema);

const NONE: readonly UnknownField[] = [];

/** What was found in an object or a list before. Documents change by replacing objects, so that an old answer stays true. */
const known = new WeakMap<object, readonly UnknownField[]>();

/**
 * Fields that mean nothing to this program. A misspelled `paramters`, or `momentum` at an optimizer without one, would otherwise
 * only show as a network that behaves as if it had not been written. The same list for the same document.
 */
export function findUnknownFields(document: NetloomDocument): readonly UnknownField[] {
  return search(document, DOCUMENT_FIELDS);
}

function search(value: unknown, tree: FieldTree): readonly UnknownField[] {
  if (tree === null || typeof value !== 'object' || value === null) return NONE;
  const before = known.get(value);
  if (before !== undefined) return before;
  const found: UnknownField[] = [];
  if (Array.isArray(value)) {
    const item = tree.kind === 'list' ? tree.item : null;
    value.forEach((element: unknown, index) => {
      addInside(found, index, search(element, item));
    });
  } else if (isJsonObject(value)) {
    if (tree.kind === 'record') {
      for (const [name, item] of Object.entries(value)) addInside(found, name, search(item, tree.value));
    } else searchObject(value, tree, found);
  }
  const result = found.length === 0 ? NONE : found;
  known.set(value, result);
  return result;
}

function searchObject(value: JsonObject, tree: FieldTree, found: UnknownField[]): void {
  const own = objectTreeFor(tree, value);
  if (own === null) return;
  const options = tree?.kind === 'choice' ? { options: tree.options } : {};
  for (const [name, item] of Object.entries(value)) {
    if (Object.hasOwn(own.fields, name)) addInside(found, name, search(item, own.fields[name] ?? null));
    else found.push({ place: [], name, holder: value, tree: own, ...options });
  }
}

/** Adds what was found in the value at `key`. */
function addInside(found: UnknownField[], key: string | number, inside: readonly UnknownField[]): void {
  for (const field of inside) found.push({ ...field, place: [key, ...field.place] });
}

/**
 * The unknown fields of one object put into another that takes its place: a choice made in the window must not lose what a file
 * had. A field that `to` knows takes the value from the file, where the schema allows it.
 */
export function keepUnknownFields<T extends object>(from: object, to: T, tree: FieldTree): T {
  const before = objectTreeFor(tree, fieldsOf(from));
  const after = objectTreeFor(tree, fieldsOf(to));
  if (before === null || after === null) return to;
  let result = to;
  for (const [name, value] of Object.entries(from)) {
    if (Object.hasOwn(before.fields, name)) continue;
    const changed = { ...result, [name]: value };
    if (!Object.hasOwn(after.fields, name) || after.schema.safeParse(changed).success) result = changed;
  }
  return result;
}

function fieldsOf(object: object): JsonObject {
  return Object.fromEntries(Object.entries(object));
}
