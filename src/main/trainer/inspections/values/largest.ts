/** The index of the largest of each `size` values, the first of equal ones; at most 256 of them. */
export function largestOf(values: Float32Array, size: number): Uint8Array {
  return Uint8Array.from({ length: values.length / size }, (_, row) => {
    let best = 0;
    for (let index = 1; index < size; index += 1) {
      if ((values[row * size + index] ?? 0) > (values[row * size + best] ?? 0)) best = index;
    }
    return best;
  });
}
