import { decodeElements, type ElementType } from '../../data/formats/arrays/elements';

/** Types of numbers that weights are stored in; those of integers occur among counters. */
export type FloatType =
  | 'float16'
  | 'bfloat16'
  | 'float32'
  | 'float64'
  | 'int8'
  | 'uint8'
  | 'int16'
  | 'int32'
  | 'int64'
  | 'bool';

const SIZES: Readonly<Record<FloatType, number>> = {
  ...{ float16: 2, bfloat16: 2, float32: 4, float64: 8 },
  ...{ int8: 1, uint8: 1, int16: 2, int32: 4, int64: 8, bool: 1 },
};

export const sizeOfFloat = (type: FloatType): number => SIZES[type];

/** Little-endian numbers as float32. */
export function floatsOf(bytes: Uint8Array, type: FloatType): Float32Array {
  if (type === 'bfloat16') return widened(bytes);
  const values = decodeElements(bytes, type satisfies ElementType, true);
  return values instanceof Float32Array ? values : Float32Array.from(values);
}

/** bfloat16 is the upper half of a float32. */
function widened(bytes: Uint8Array): Float32Array {
  const count = Math.floor(bytes.length / 2);
  const wide = new Uint8Array(4 * count);
  for (let at = 0; at < count; at += 1) wide.set(bytes.subarray(2 * at, 2 * at + 2), 4 * at + 2);
  return new Float32Array(wide.buffer);
}
