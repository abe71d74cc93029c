import type { InspectedTensor } from '../../../contract/contract';
import type { TensorData } from '../engine/tensor-data';

/** A float32 tensor of the engine's. Throws when it is another or none: a signature was built wrongly. */
export function floats(tensor: TensorData | undefined): InspectedTensor {
  if (tensor?.dtype !== 'float32') throw new Error('the engine returned no floating-point values');
  return { shape: tensor.shape, values: tensor.values };
}

/** Without the batch axis of a single example. */
export function ofOneExample({ shape, values }: InspectedTensor): InspectedTensor {
  return { shape: shape.slice(1), values };
}

/** As `[height, width, channels]`: a vector is a map of one place. */
export function asMaps({ shape, values }: InspectedTensor): InspectedTensor {
  return { shape: shape.length === 1 ? [1, 1, ...shape] : shape, values };
}

/** Bytes of one image as numbers in [0, 1]; numbers of a table's row as they are. */
export function inspectedImage({ shape, values }: TensorData): InspectedTensor {
  if (values instanceof Float32Array) return { shape: shape.slice(1), values };
  return { shape: shape.slice(1), values: Float32Array.from(values, (value) => value / 255) };
}
