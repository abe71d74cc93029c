import { z } from 'zod';
import type { JsonObject } from './json-object';

/**
 * What fields a schema has, and which objects are inside which: all that is needed to visit a document as its schema sees it.
 * Null stands for a value without fields.
 */
export type FieldTree = ObjectTree | ListTree | RecordTree | ChoiceTree | null;

/** An object with fields of fixed names. */
export interface ObjectTree {
  readonly kind: 'object';
  readonly fields: Readonly<Record<string, FieldTree>>;
  readonly schema: z.ZodType;
}

interface ListTree {
  readonly kind: 'list';
  readonly item: FieldTree;
}

/** An object whose names are free, such as `blocks`. */
interface RecordTree {
  readonly kind: 'record';
  readonly value: FieldTree;
}

/** An object whose field `discriminator` says which fields it has, such as an optimizer. */
export interface ChoiceTree {
  readonly kind: 'choice';
  readonly discriminator: string;
  readonly options: ReadonlyMap<string, ObjectTree>;
}

/** The fields of a schema, worked out from the schema itself, so that the two cannot differ. */
export function fieldTreeOf(schema: z.core.$ZodType): FieldTree {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault) {
    return fieldTreeOf(schema.unwrap());
  }
  if (schema instanceof z.ZodArray) return { kind: 'list', item: fieldTreeOf(schema.element) };
  if (schema instanceof z.ZodRecord) return { kind: 'record', value: fieldTreeOf(schema.valueType) };
  if (schema instanceof z.ZodDiscriminatedUnion) return choiceOf(schema);
  if (schema instanceof z.ZodObject) return objectOf(schema);
  // The parts of a plain union are numbers, texts and lists of these.
  return null;
}

function objectOf(schema: z.ZodObject): ObjectTree {
  const fields: Record<string, FieldTree> = {};
  for (const [name, field] of Object.entries(schema.shape)) fields[name] = fieldTreeOf(field);
  return { kind: 'object', fields, schema };
}

function choiceOf(schema: z.ZodDiscriminatedUnion): ChoiceTree {
  const { discriminator, options } = schema.def;
  const byName = new Map<string, ObjectTree>();
  for (const option of options) {
    if (!(option instanceof z.ZodObject)) continue;
    const field = option.shape[discriminator];
    if (field instanceof z.ZodLiteral) byName.set(String(field.value), objectOf(option));
  }
  return { kind: 'choice', discriminator, options: byName };
}

/** The object's own tree: of a choice, the option that the value names; null where there is none. */
export function objectTreeFor(tree: FieldTree, value: JsonObject): ObjectTree | null {
  if (tree?.kind === 'object') return tree;
  if (tree?.kind !== 'choice') return null;
  return tree.options.get(String(value[tree.discriminator])) ?? null;
}
