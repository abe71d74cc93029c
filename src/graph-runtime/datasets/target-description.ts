import { z } from 'zod';
import type { Language } from '../text/text';

const MOST_NAMES = 100_000;

const namesSchema = z.array(z.string().min(1).max(1_000)).min(1).max(MOST_NAMES);

/** A user's own names are one list; what comes with the app has them in each of its languages. */
const classNamesSchema = z.union([
  namesSchema,
  z
    .object({ en: namesSchema, 'zh-Hant': namesSchema })
    .refine((names) => names.en.length === names['zh-Hant'].length, 'the languages differ in their number'),
]);

const numbersSchema = z
  .object({
    kind: z.literal('numbers'),
    names: namesSchema,
    /** What is stored is `(value - mean) / deviation`, for each of the names. */
    mean: z.array(z.number()),
    deviation: z.array(z.number().positive()),
  })
  .refine(
    ({ names, mean, deviation }) => mean.length === names.length && deviation.length === names.length,
    'mean and deviation must have a number for each name',
  );

/**
 * What a data set's examples are to be taken for:
 *
 * - `class`: one class, int32 `[count]`
 * - `classes`: any number of classes, uint8 `[count, classes]` of 0 and 1
 * - `numbers`: float32 `[count, names]`
 * - `mask`: a class for each pixel, uint8 `[count, height, width]`; pixels of the class `ignore` do not count
 * - `none`: nothing is known but the examples themselves
 */
export const targetDescriptionSchema = z.union([
  z.object({ kind: z.literal('class'), classNames: classNamesSchema }),
  z.object({ kind: z.literal('classes'), classNames: classNamesSchema }),
  numbersSchema,
  z.object({
    kind: z.literal('mask'),
    classNames: classNamesSchema,
    ignore: z.number().int().min(0).max(255).optional(),
  }),
  z.object({ kind: z.literal('none') }),
]);
export type TargetDescription = z.infer<typeof targetDescriptionSchema>;

/** What is known of the targets before there are any: not yet the means and deviations of numbers. */
export type TargetPlan =
  | Exclude<TargetDescription, { kind: 'numbers' }>
  | Pick<Extract<TargetDescription, { kind: 'numbers' }>, 'kind' | 'names'>;

/** The names of the classes in the order of their indices, as their user wrote them or in `language`; none without classes. */
export function classNamesIn(target: TargetPlan, language: Language): readonly string[] {
  if (!('classNames' in target)) return [];
  return Array.isArray(target.classNames) ? target.classNames : target.classNames[language];
}

/** How many scores a network gives for such targets: its classes, or the numbers it predicts; 0 where there are none. */
export function targetSize(target: TargetPlan): number {
  return target.kind === 'numbers' ? target.names.length : classNamesIn(target, 'en').length;
}

/** The class whose pixels do not count; null where all do, and where targets are no masks. */
export function ignoredClass(target: TargetDescription): number | null {
  return 'ignore' in target ? (target.ignore ?? null) : null;
}
