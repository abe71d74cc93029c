import { z } from 'zod';
import { namesSchema } from '../class-names';
import { bytesOf, isList, type LabelKind } from './label-kind';

const schema = z
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
type NumberRows = z.infer<typeof schema>;

/** Numbers for each example, standardized: float32 `[count, names]`. */
export const numberRow = {
  id: 'numbers',
  schema,
  size: ({ names }) => names.length,
  words: (size) => ({ en: `${size} numbers`, 'zh-Hant': `${size} 個數值` }),
  storage: ({ names }) => ({ dtype: 'float32', shape: [names.length] }),
  plan: ({ targetNames }) => ({
    target: { kind: 'numbers', names: [...targetNames] },
    targetOf: (source) =>
      source.type === 'numbers' && source.values.length === targetNames.length ? source.values : undefined,
  }),
  textOf: (source) => (source.type === 'numbers' ? source.values.join(', ') : ''),
  standardized: (target, { mean, deviation }) => ({ ...target, mean, deviation }),
  encode: (target) => (isList(target) ? bytesOf(Float32Array.from(target)) : null),
  flawOf(labels) {
    for (let at = 0; at < labels.length; at += 1) {
      if (!Number.isFinite(labels[at])) return 'it has values that are not numbers';
    }
    return null;
  },
} as const satisfies LabelKind<NumberRows, Pick<NumberRows, 'kind' | 'names'>>;
