import { float32, type TensorData } from '../engine/tensor-data';

/** Numbers between -0.5 and 0.5 of which no two near ones are alike; another offset gives others. */
export function spreadNumbers(shape: readonly number[], offset: number): TensorData {
  const count = shape.reduce((all, size) => all * size, 1);
  return float32(
    Array.from({ length: count }, (_, index) => (((index + offset) * 0.618034) % 1) - 0.5),
    shape,
  );
}
