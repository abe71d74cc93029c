import { z } from 'zod';
import type { Text } from '../text/text';
import {
  type FieldOption,
  type InitialContext,
  type Limits,
  type PlainField,
  type SettingFields,
  type SettingWords,
  type ShapeOf,
  shapeOf,
} from './field';
import { type KindSchema, type Kinds, kindSchema } from './kind';
import { openObject } from './open-object';
import type { ScheduleSettings } from './schedules/registry';

/**
 * How another value of a setting is treated when a run is resumed. `refused`: the weights, the optimizer's slots or the order of the
 * examples would mean something else. `reported`: the run takes another course from here, and a warning says so. `silent`: no number
 * of the run depends on it.
 */
export type ResumeVerdict = 'refused' | 'reported' | 'silent';

/** Of all settings, what a rule for resuming may look at: the types of settings are computed from these definitions. */
interface ComparedSettings {
  readonly epochs: number;
  readonly schedule: ScheduleSettings;
  readonly optimizer: { readonly learningRate: number };
  readonly batchStatistics?: string | undefined;
}

/** Of a node, what a rule for resuming may look at. */
export interface ResumedNode {
  readonly type: string;
  readonly trainable?: boolean | undefined;
}

/** Of a document: its settings, and its nodes. */
interface ResumedDocument<T> {
  readonly training: T;
  readonly nodes: readonly ResumedNode[];
  readonly blocks: Readonly<Record<string, { readonly nodes: readonly ResumedNode[] }>>;
}

/** The run as it was trained, and as it is to be resumed. */
export interface ResumeComparison<T = ComparedSettings> {
  readonly before: T;
  readonly now: ResumedDocument<T>;
}

/** Parts of the settings form; all but the first can be folded away. */
export type SettingsPart = 'basic' | 'learning-rate' | 'data' | 'device' | 'end';

/** One of several kinds, each with its own fields. */
export interface KindField<K extends Kinds = Kinds, S extends z.ZodType = z.ZodType> extends SettingWords {
  readonly kind: 'kind';
  readonly kinds: K;
  /** Where the fields are shown that are not among the main ones. */
  readonly fieldsPart: SettingsPart;
  readonly option?: FieldOption;
  /** What the fields do all together, drawn below them. */
  readonly preview?: 'learning-rate';
  readonly schema: S;
}

/** Any number of kinds, in order. */
export interface ListField<K extends Kinds = Kinds, S extends z.ZodType = z.ZodType> extends SettingWords {
  readonly kind: 'list';
  readonly kinds: K;
  readonly preview?: 'images';
  readonly schema: S;
}

/** Several fields that are switched on together. */
export interface GroupField<F extends SettingFields = SettingFields, S extends z.ZodType = z.ZodType>
  extends SettingWords {
  readonly kind: 'group';
  readonly fields: F;
  readonly schema: S;
}

/** Numbers for each channel of the images, switched on together, which the data set can be measured for. */
export interface ChannelsField<S extends z.ZodType = z.ZodType> extends SettingWords {
  readonly kind: 'channels';
  readonly numbers: Readonly<Record<string, SettingWords & Limits & { readonly initial: number }>>;
  readonly schema: S;
}

/** What a training setting is made of: a form has one widget for each kind. */
export type SettingField = PlainField | KindField | ListField | GroupField | ChannelsField;

/**
 * All there is to know of one training setting, as one plain object in one file: the document's schema, forms, command line, sweeps,
 * comparison and the rules for resuming read it.
 */
export interface SettingDefinition<F extends SettingField = SettingField> {
  readonly field: F;
  readonly part: SettingsPart;
  /** May another value be given to a run that is resumed? Of a setting with fields: its `type`, and its fields if they do not say. */
  readonly resume: ResumeVerdict | ((comparison: ResumeComparison) => ResumeVerdict);
  /** Of a setting with kinds: whether another value of one kind's field may be given. Absent: as `resume` says. */
  resumeField?(key: string, before: z.output<F['schema']>, now: z.output<F['schema']>): ResumeVerdict;
  /** The value with which a run was trained, absence and limits taken into account. Absent: what the document says, else null. */
  effective?(value: z.output<F['schema']>, others: InitialContext): unknown;
  /** In a few words, where the form's part is folded away; null where there is nothing to say. */
  summary?(value: z.output<F['schema']>): Text | null;
  /** Values that a new sweep proposes. Absent: some about the present one. */
  readonly sweepValues?: readonly number[];
  /** The help is shown below the control, not only when pointed at. */
  readonly isHelpShown?: boolean;
}

/** One of several kinds; a document that does not say has the default. */
export function kindField<K extends Kinds>(
  options: Omit<KindField<K>, 'kind' | 'schema'> & { readonly default: z.input<KindSchema<K>> },
): KindField<K, z.ZodDefault<KindSchema<K>>> {
  const { default: usual, ...words } = options;
  const schema = kindSchema(options.kinds);
  // An object is never undefined, which the compiler does not know of the output of a schema in general.
  const complete = schema.parse(usual) as z.core.util.NoUndefined<z.output<KindSchema<K>>>;
  return { ...words, kind: 'kind', schema: z._default(schema, complete) };
}

/** A list of kinds that may be left out. */
export function listField<K extends Kinds>(
  options: Omit<ListField<K>, 'kind' | 'schema'> & { readonly maximum: number },
): ListField<K, z.ZodOptional<z.ZodArray<KindSchema<K>>>> {
  const { maximum, ...words } = options;
  return { ...words, kind: 'list', schema: z.array(kindSchema(options.kinds)).max(maximum).optional() };
}

/** Fields that are switched on together; absent: off. */
export function groupField<F extends SettingFields>(
  options: Omit<GroupField<F>, 'kind' | 'schema'>,
): GroupField<F, z.ZodOptional<z.ZodObject<ShapeOf<F>>>> {
  return { ...options, kind: 'group', schema: openObject(shapeOf(options.fields)).optional() };
}
