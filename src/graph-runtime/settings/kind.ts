import { z } from 'zod';
import type { Text } from '../text/text';
import { type InitialContext, initialValue, type SettingFields, type ShapeOf, shapeOf } from './field';
import { openObject } from './open-object';

/** One kind of optimizer, schedule or augmentation, as far as documents and forms are concerned. */
export interface KindDefinition<T extends string = string, F extends SettingFields = SettingFields> {
  /** The name in documents. Never changes. */
  readonly type: T;
  readonly label: Text;
  /** One or two sentences for a student: what it does and what it is good for. */
  readonly help: Text;
  readonly fields: F;
}

/** The kinds of one sort by their type, in the order in which they are offered. */
export type Kinds = Readonly<Record<string, KindDefinition>>;

/** The schema of one kind's settings. Distributes over a union of kinds. */
type SchemaOf<D> = D extends { readonly type: infer T extends string; readonly fields: infer F }
  ? F extends SettingFields
    ? z.ZodObject<{ [K in keyof ShapeOf<F> | 'type']: K extends keyof F ? F[K]['schema'] : z.ZodLiteral<T> }>
    : never
  : never;

type Member<K extends Kinds> = SchemaOf<K[keyof K]>;

/** The schema of settings whose `type` says which kind they are. */
export type KindSchema<K extends Kinds> = z.ZodDiscriminatedUnion<[Member<K>, ...Member<K>[]], 'type'>;

/** The settings of any of the kinds. */
export type KindSettings<K extends Kinds> = z.output<KindSchema<K>>;

/** Computes the schema from the kinds' fields. */
export function kindSchema<K extends Kinds>(kinds: K): KindSchema<K> {
  const options = Object.values(kinds).map(({ type, fields }) =>
    openObject({ type: z.literal(type), ...shapeOf(fields) }),
  );
  const [first, ...others] = options;
  if (first === undefined) throw new Error('there are no kinds');
  // The compiler cannot follow each kind's fields through Object.values.
  return z.discriminatedUnion('type', [first, ...others]) as unknown as KindSchema<K>;
}

/** The settings of a kind just chosen, in the window or on the command line. */
export function initialSettings(definition: KindDefinition, context: InitialContext): object {
  const values = Object.entries(definition.fields).flatMap(([key, field]) =>
    field.kind === 'number' && field.off === 'never' ? [[key, initialValue(field, context)]] : [],
  );
  return { type: definition.type, ...Object.fromEntries(values) };
}
