import { permutedRows } from '../../permuted-rows';
import { elementCount } from '../../../layers/tensor-type';

/** A tensor of a file, or one that is computed of such; its values are made when they are asked for. */
export interface SourceTensor {
  /** As the file calls it. */
  readonly name: string;
  readonly shape: readonly number[];
  /** In the order of its shape (row-major). What reads them does not keep them: a network has many. */
  values(): Float32Array;
}

/** The tensor with its axes in another order: axis i of the result is axis `axes[i]`. */
export function transposed(tensor: SourceTensor, axes: readonly number[]): SourceTensor {
  if (axes.every((axis, at) => axis === at)) return tensor;
  const shape = axes.map((axis) => tensor.shape[axis] ?? 1);
  return { ...tensor, shape, values: () => transposedValues(tensor.values(), tensor.shape, axes) };
}

/** The same values under another shape. */
export function reshaped(tensor: SourceTensor, shape: readonly number[]): SourceTensor {
  return { ...tensor, shape, values: () => tensor.values() };
}

/** A tensor whose values follow from those of another of the same shape. */
export function changed(tensor: SourceTensor, change: (values: Float32Array) => Float32Array): SourceTensor {
  return { ...tensor, values: () => change(tensor.values()) };
}

/** Value by value of two tensors with as many values. */
export function combined(
  a: SourceTensor,
  b: SourceTensor,
  join: (a: number, b: number) => number,
): SourceTensor {
  return changed(a, (values) => {
    const others = b.values();
    return values.map((value, at) => join(value, others[others.length === 1 ? 0 : at] ?? 0));
  });
}

/** A tensor with one value everywhere. */
export function filled(name: string, shape: readonly number[], value: number): SourceTensor {
  return { name, shape, values: () => new Float32Array(elementCount({ shape })).fill(value) };
}

/** The number that all values are; null where they differ, or where there are none. */
export function onlyValue(values: ArrayLike<number>): number | null {
  const [first] = [values[0]];
  if (first === undefined) return null;
  for (let at = 1; at < values.length; at += 1) if (values[at] !== first) return null;
  return first;
}

function transposedValues(
  values: Float32Array,
  shape: readonly number[],
  axes: readonly number[],
): Float32Array {
  const rows = permutedRows(shape, axes);
  const result = new Float32Array(values.length);
  let to = 0;
  for (const start of rows.starts()) {
    for (let column = 0, from = start; column < rows.length; column += 1, from += rows.stride) {
      result[to] = values[from] ?? 0;
      to += 1;
    }
  }
  return result;
}
