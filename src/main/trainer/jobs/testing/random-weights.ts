import type { NetworkToExport } from '../../../../graph-runtime/exchange/export/network-to-export';
import type { InferenceSession } from '../../program/inference-session';

/** Kernels as a training begins with them, and all that would be 0 or 1 moved away from there: it would hide mistakes. */
export function randomWeights(
  { layers }: NetworkToExport,
  session: InferenceSession,
): ReadonlyMap<string, Float32Array> {
  const initial = session.initialWeights();
  const constants = layers.flatMap(({ path, weights }) =>
    weights.filter(({ initializer }) => initializer.kind === 'constant').map(({ name }) => `${path}/${name}`),
  );
  const isConstant = new Set(constants);
  return new Map(
    Array.from(initial, ([name, values], index) => {
      if (!isConstant.has(name)) return [name, values];
      const random = unitValues(values.length, index);
      return [name, values.map((value, at) => value + ((random[at] ?? 0) - 0.5) / 2)];
    }),
  );
}

/** Numbers in [0, 1) that a seed decides. */
export function unitValues(count: number, seed: number): Float32Array {
  let state = (seed + 1) * 2_654_435_761;
  return Float32Array.from({ length: count }, () => {
    // Marsaglia's xorshift.
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  });
}
