import { z } from 'zod';
import { namesSchema } from '../class-names';

/** What `dataset.json` says of numbers that are stored standardized. */
export function standardizedNumbers<K extends string>(kind: K) {
  return z
    .object({
      kind: z.literal(kind),
      names: namesSchema,
      /** What is stored is `(value - mean) / deviation`, for each of the names. */
      mean: z.array(z.number()),
      deviation: z.array(z.number().positive()),
    })
    .refine(
      ({ names, mean, deviation }) => mean.length === names.length && deviation.length === names.length,
      'mean and deviation must have a number for each name',
    );
}

/** Numbers that a network takes beside the image of an example: in the row of its labels, and no label. */
export const exampleNumbers = { schema: standardizedNumbers('features') };
