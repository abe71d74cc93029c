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

/**
 * A stored number in its own units: `stored * deviation + mean`, to the decimals that a float32 can hold of it. What was 0 in the source is 0 again, and
 * not -9.189e-9.
 */
export function unstandardizedNumber(stored: number, mean: number, deviation: number): number {
  const value = stored * deviation + mean;
  // float32 has 24 binary digits. What is stored is off by half of the last one at most, so that rounding to a whole one finds what it was.
  const digit = Math.abs(stored) * deviation * 2 ** -23;
  if (!(digit > 0) || !Number.isFinite(digit)) return value;
  const decimals = -Math.ceil(Math.log10(digit));
  // Powers of ten are exact up to the 22nd, their inverses are not.
  if (decimals > 22 || decimals < 0) return value;
  const scale = 10 ** decimals;
  return Math.round(value * scale) / scale + 0;
}
