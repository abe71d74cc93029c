import type { NetworkToExport } from '../../graph-runtime/exchange/export/network-to-export';

/** Some examples with what the engine computes of them: whoever gets a network can see that it computes the same. */
export interface SampleBatch {
  /** Before normalization; images are in [0, 1], channels last. */
  readonly inputs: Float32Array;
  readonly shape: readonly number[];
  readonly scores: Float32Array;
  readonly scoresShape: readonly number[];
}

/** The sample with probabilities instead of scores, where the loss of the network has them. */
export function withProbabilities(sample: SampleBatch, { output }: NetworkToExport): SampleBatch {
  const { loss } = output.parameters;
  const { scores, scoresShape } = sample;
  const sigmoid = (score: number) => 1 / (1 + Math.exp(-score));
  if (loss === 'crossEntropy') return { ...sample, scores: softmax(scores, scoresShape.at(-1) ?? 1) };
  if (loss !== 'binaryCrossEntropy') return sample;
  if (scoresShape.length !== 2 || scoresShape[1] !== 1) return { ...sample, scores: scores.map(sigmoid) };
  const pairs = Array.from(scores, (score) => [sigmoid(-score), sigmoid(score)]).flat();
  return { ...sample, scores: Float32Array.from(pairs), scoresShape: [scores.length, 2] };
}

function softmax(scores: Float32Array, count: number): Float32Array {
  const result = new Float32Array(scores.length);
  for (let start = 0; start < scores.length; start += count) {
    const row = scores.subarray(start, start + count);
    const largest = Math.max(...row);
    const powers = Array.from(row, (score) => Math.exp(score - largest));
    const sum = powers.reduce((total, power) => total + power, 0);
    result.set(
      powers.map((power) => power / sum),
      start,
    );
  }
  return result;
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
