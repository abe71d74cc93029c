import { z } from 'zod';
import type { Text } from '../text/text';

/** What a setting is called, and what it does. */
export interface SettingWords {
  /** As a form shows it: "Step size (epochs)". */
  readonly label: Text;
  /** Within a sentence; absent: the label, in English with a small first letter. */
  readonly name?: Text;
  /** One sentence: what it does. The window shows it, and the command line's help where there is an option for it. */
  readonly help: Text;
}

/** Bounds of a number; `above` and `below` are excluded themselves. */
export interface Limits {
  readonly minimum?: number;
  readonly above?: number;
  readonly maximum?: number;
  readonly below?: number;
}

/** What an initial value may follow from. */
export interface InitialContext {
  readonly epochs: number;
  readonly batchSize: number;
}

type Initial = number | ((context: InitialContext) => number);

/** An option of the command line for a field. */
export interface FieldOption {
  /** Without the dashes. */
  readonly name: string;
  /** In the command line's help, where the field's own help would not do. */
  readonly help?: string;
}

interface NumberWords extends SettingWords, Limits {
  readonly isWhole?: boolean;
  /** How far an arrow key moves it. `relative`: by one in the second digit, for numbers of any magnitude. Absent: 1. */
  readonly step?: number | 'relative';
  /** Shown beside the choice of the kind (the optimizer), even where the other fields are folded away. */
  readonly isMain?: boolean;
  /** What the number is, where the window has more for it than a field: a finder, another draw, a memory forecast. */
  readonly meaning?: 'learning-rate' | 'seed' | 'batch-size' | 'epochs';
  /** Its value stays where another kind is chosen: it means the same in all of them. */
  readonly isKept?: boolean;
  readonly option?: FieldOption;
}

/** A number. */
export interface NumberField<S extends z.ZodType = z.ZodType> extends NumberWords {
  readonly kind: 'number';
  /** What it is set to when its kind is chosen, or when it is switched on. */
  readonly initial: Initial;
  /** How the document says that it is off; `never`: it always has a value. */
  readonly off: 'never' | 'null' | 'absent';
  /** What it means that there is no value, in words; "off" where it is not said. */
  readonly absent?: Text;
  readonly schema: S;
}

/** Yes or no. */
export interface BooleanField<S extends z.ZodType = z.ZodType> extends SettingWords {
  readonly kind: 'boolean';
  readonly default: boolean;
  readonly schema: S;
}

export interface SettingChoice<V extends string = string> {
  readonly value: V;
  readonly label: Text;
}

/** One of a few words. */
export interface ChoiceField<S extends z.ZodType = z.ZodType> extends SettingWords {
  readonly kind: 'choice';
  readonly choices: readonly SettingChoice[];
  /** The choice that stands for a document without the field; it may be none of those that are stored. */
  readonly usual: SettingChoice;
  /** Whether the usual choice is stored by leaving the field out. */
  readonly isOptional: boolean;
  readonly option?: FieldOption;
  readonly schema: S;
}

/** A value without parts, which a form shows in one row. */
export type PlainField = NumberField | BooleanField | ChoiceField;

/** The fields of an object, in the order of forms and files. */
export type SettingFields = Readonly<Record<string, PlainField>>;

/** The part of a zod schema that fields describe. */
export type ShapeOf<F extends SettingFields> = { -readonly [K in keyof F]: F[K]['schema'] };

/** The values of an object with these fields. */
export type ValuesOf<F extends SettingFields> = { readonly [K in keyof F]: z.output<F[K]['schema']> };

/** The schema of the fields, by name. */
export function shapeOf<F extends SettingFields>(fields: F): ShapeOf<F> {
  // Object.fromEntries does not keep which key has which type.
  return Object.fromEntries(Object.entries(fields).map(([key, { schema }]) => [key, schema])) as ShapeOf<F>;
}

function numberSchema({ minimum, above, maximum, below, isWhole }: NumberWords): z.ZodNumber {
  let schema = isWhole === true ? z.number().int() : z.number();
  if (minimum !== undefined) schema = schema.min(minimum);
  if (above !== undefined) schema = schema.gt(above);
  if (maximum !== undefined) schema = schema.max(maximum);
  if (below !== undefined) schema = schema.lt(below);
  return schema;
}

/** A number that a document may leave out: then it has its default. */
export function numberField(
  options: NumberWords & { readonly default: number },
): NumberField<z.ZodDefault<z.ZodNumber>> {
  const { default: initial, ...words } = options;
  return { ...words, kind: 'number', initial, off: 'never', schema: numberSchema(options).default(initial) };
}

/** A number that a document must have. What is chosen in the window or on the command line starts with `initial`. */
export function requiredNumber(
  options: NumberWords & { readonly initial: Initial },
): NumberField<z.ZodNumber> {
  return { ...options, kind: 'number', off: 'never', schema: numberSchema(options) };
}

/** A number or null, which means off. */
export function nullableNumber(
  options: NumberWords & { readonly initial: Initial },
): NumberField<z.ZodDefault<z.ZodNullable<z.ZodNumber>>> {
  return { ...options, kind: 'number', off: 'null', schema: numberSchema(options).nullable().default(null) };
}

/** A number that is off where a document does not have it; `absent` says what that means, where it is not "off". */
export function optionalNumber(
  options: NumberWords & { readonly initial: Initial; readonly absent?: Text },
): NumberField<z.ZodOptional<z.ZodNumber>> {
  return { ...options, kind: 'number', off: 'absent', schema: numberSchema(options).optional() };
}

/** Yes or no. */
export function booleanField(
  options: SettingWords & { readonly default: boolean },
): BooleanField<z.ZodDefault<z.ZodBoolean>> {
  return { ...options, kind: 'boolean', schema: z.boolean().default(options.default) };
}

/** One of several words; a document that does not say has the default. */
export function choiceField<const V extends string>(
  options: SettingWords & { readonly choices: readonly SettingChoice<V>[]; readonly default: NoInfer<V> },
): ChoiceField<z.ZodDefault<z.ZodType<V>>> {
  const { default: usual, ...words } = options;
  const choice = options.choices.find(({ value }) => value === usual);
  if (choice === undefined) throw new Error(`${usual} is none of the choices`);
  const schema: z.ZodType<V> = z.enum(valuesOf(options.choices));
  return { ...words, kind: 'choice', usual: choice, isOptional: false, schema: schema.default(() => usual) };
}

/** One of several words; leaving it out means the usual choice, which need not be one that is stored. */
export function optionalChoice<const V extends string>(
  options: SettingWords & {
    readonly choices: readonly SettingChoice<V>[];
    readonly usual: SettingChoice;
    readonly option?: FieldOption;
  },
): ChoiceField<z.ZodOptional<z.ZodType<V>>> {
  const schema: z.ZodType<V> = z.enum(valuesOf(options.choices));
  return { ...options, kind: 'choice', isOptional: true, schema: schema.optional() };
}

function valuesOf<V extends string>(choices: readonly SettingChoice<V>[]): V[] {
  return choices.map(({ value }) => value);
}

/** The value with which a field starts where its kind was just chosen, or it is switched on. */
export function initialValue({ initial }: NumberField, context: InitialContext): number {
  return typeof initial === 'function' ? initial(context) : initial;
}

/** A field's name within a sentence. */
export function nameOf({ label, name }: SettingWords): Text {
  return name ?? { ...label, en: label.en.slice(0, 1).toLowerCase() + label.en.slice(1) };
}
