/** Some examples with what the engine computes of them: whoever gets a network can see that it computes the same. */
export interface SampleBatch {
  /** Before normalization; images are in [0, 1], channels last. */
  readonly inputs: Float32Array;
  readonly shape: readonly number[];
  readonly scores: Float32Array;
  readonly scoresShape: readonly number[];
}

/** Numbers in [0, 1), always the same. */
export function randomUnits(count: number): Float32Array {
  let state = 2_654_435_761;
  return Float32Array.from({ length: count }, () => {
    // Marsaglia's xorshift.
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  });
}
