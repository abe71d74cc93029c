/**
 * Bytes of a file with a few of them changed, cut off, doubled or put elsewhere, as a seed decides: what a stranger's file may be.
 */
export function mutatedBytes(bytes: Uint8Array, seed: number): Uint8Array {
  const random = randomNumbers(seed);
  let mutated = Uint8Array.from(bytes);
  const count = 1 + Math.floor(random() * 4);
  for (let step = 0; step < count; step += 1) mutated = mutateOnce(mutated, random);
  return mutated;
}

/** Bytes that sizes, tags and lengths are likely to go wrong with. */
const ODD = [0, 1, 0x7f, 0x80, 0xff, 0x08, 0x0a, 0x12];

function mutateOnce(bytes: Uint8Array, random: () => number): Uint8Array<ArrayBuffer> {
  const at = Math.floor(random() * bytes.length);
  const length = 1 + Math.floor(random() * 16);
  const kind = Math.floor(random() * 5);
  const changed = Uint8Array.from(bytes);
  if (kind === 0) return changed.slice(0, at);
  if (kind === 1) {
    changed[at] = ODD[Math.floor(random() * ODD.length)] ?? 0;
    return changed;
  }
  if (kind === 2) {
    // A run of bytes with the highest bit set is a number of many digits.
    changed.fill(0xff, at, at + length);
    return changed;
  }
  if (kind === 3) return Uint8Array.from([...changed.slice(0, at), ...changed.slice(at + length)]);
  return Uint8Array.from([...changed.slice(0, at), ...changed.slice(at, at + length), ...changed.slice(at)]);
}

/** Numbers in [0, 1). */
function randomNumbers(seed: number): () => number {
  let state = (seed + 1) * 2_654_435_761;
  return () => {
    // Marsaglia's xorshift.
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
