import type { InspectedTensor } from '../../../contract/contract';
import { centered, cropSize } from '../../../graph-runtime/compile/crop-images';
import type { TensorData } from '../engine/tensor-data';
import type { PreparedRun } from '../program/prepared-run';

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

/**
 * The part of a stored image that the network sees in evaluation, as numbers in [0, 1]; numbers of a table's row as they are.
 *
 * @param image `[1, height, width, channels]`
 */
export function inspectedImage(
  { program, document }: Pick<PreparedRun, 'program' | 'document'>,
  { shape, values }: TensorData,
): InspectedTensor {
  const [, ...stored] = shape;
  if (values instanceof Float32Array) return { shape: stored, values };
  const seen = seenPart({ program, document }, stored, values);
  return { shape: seen.shape, values: Float32Array.from(seen.values, (value) => value / 255) };
}

/**
 * The part of stored values `[height, width, channels]` that the network sees in evaluation: the center where images are cropped.
 */
export function seenPart(
  { program, document }: Pick<PreparedRun, 'program' | 'document'>,
  stored: readonly number[],
  values: Exclude<TensorData['values'], Float32Array>,
): { readonly shape: readonly number[]; readonly values: ArrayLike<number> } {
  const size = cropSize(stored, program.plan.input.shape, document.training.imageFit);
  const [height = 1, width = 1, channels = 1] = stored;
  if (size === null) return { shape: stored, values };
  const [top, left] = [centered(height - size[0]), centered(width - size[1])];
  const bytes = new Uint8Array(size[0] * size[1] * channels);
  for (let row = 0; row < size[0]; row += 1) {
    const start = ((top + row) * width + left) * channels;
    const length = size[1] * channels;
    bytes.set(values.subarray(start, start + length), row * length);
  }
  return { shape: [...size, channels], values: bytes };
}
