import { float32, type TensorData } from '../../main/trainer/engine/tensor-data';
import type { StoredTensor } from './safetensors';

/** The reference data's layout is PyTorch's, channels first; the engine's is channels last. These convert the one to the other. */
export type Conversion = (tensor: StoredTensor) => TensorData;

/** Axes in another order: axis i of the result is axis `order[i]` of the tensor. */
export function transposed({ shape, values }: StoredTensor, order: readonly number[]): TensorData {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, size) => product * size, 1));
  const target = order.map((axis) => shape[axis] ?? 1);
  const steps = order.map((axis) => strides[axis] ?? 1);
  const result = new Float32Array(values.length);
  const position = target.map(() => 0);
  for (let index = 0; index < result.length; index += 1) {
    const source = position.reduce((sum, place, axis) => sum + place * (steps[axis] ?? 0), 0);
    result[index] = values[source] ?? 0;
    advance(position, target);
  }
  return float32(result, target);
}

/** The next position in row-major order. */
function advance(position: number[], shape: readonly number[]): void {
  for (let axis = shape.length - 1; axis >= 0; axis -= 1) {
    const next = (position[axis] ?? 0) + 1;
    if (next < (shape[axis] ?? 1)) {
      position[axis] = next;
      return;
    }
    position[axis] = 0;
  }
}

/** As it is: vectors. */
export const unchanged: Conversion = ({ shape, values }) => float32(values, shape);

/** `[batch, channels, height, width]` to `[batch, height, width, channels]`; vectors stay. */
export const activation: Conversion = (tensor) =>
  tensor.shape.length === 4 ? transposed(tensor, [0, 2, 3, 1]) : unchanged(tensor);

/** `[out, in / groups, height, width]` to `[height, width, in / groups, out]`. */
export const kernel: Conversion = (tensor) => transposed(tensor, [2, 3, 1, 0]);

/** A convolution's kernel with as many groups as channels, `[channels, 1, h, w]`, as `[h, w, channels, 1]`. */
export const depthwiseKernel: Conversion = (tensor) => transposed(tensor, [2, 3, 0, 1]);

/** `[out, in]` to `[in, out]`. */
export const denseKernel: Conversion = (tensor) => transposed(tensor, [1, 0]);

/**
 * `[out, channels · height · width]`, after a channels-first flatten, to `[height · width · channels, out]` after a
 * channels-last one.
 */
export function flattenedDenseKernel(channels: number, height: number, width: number): Conversion {
  return ({ shape, values }) => {
    const [out = 1] = shape;
    const image = { shape: [out, channels, height, width], values };
    const { values: moved } = transposed(image, [2, 3, 1, 0]);
    return float32(moved, [height * width * channels, out]);
  };
}
