/** A tensor's values on this side of the native boundary, row-major. */
export type TensorData =
  | { readonly dtype: 'float32'; readonly shape: readonly number[]; readonly values: Float32Array }
  | { readonly dtype: 'int32'; readonly shape: readonly number[]; readonly values: Int32Array }
  | { readonly dtype: 'uint8' | 'bool'; readonly shape: readonly number[]; readonly values: Uint8Array };

export function float32(values: ArrayLike<number>, shape: readonly number[] = [values.length]): TensorData {
  return { dtype: 'float32', shape, values: new Float32Array(values) };
}

export function int32(values: ArrayLike<number>, shape: readonly number[] = [values.length]): TensorData {
  return { dtype: 'int32', shape, values: new Int32Array(values) };
}

/** The only value of a tensor of one element. */
export function numberOf(tensor: TensorData): number {
  const [value] = tensor.values;
  if (value === undefined || tensor.values.length !== 1) {
    throw new Error(`a single value was expected, got ${tensor.values.length}`);
  }
  return value;
}
