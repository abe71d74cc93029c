/**
 * Bytes of a file with a few of them changed, cut off, doubled or put elsewhere, or a written number replaced by one that nobody means, as a seed
 * decides: what a stranger's file may be.
 */
export function mutatedBytes(bytes: Uint8Array, seed: number): Uint8Array {
  const random = randomNumbers(seed);
  let mutated = Uint8Array.from(bytes);
  // One change most of the time: a file with several is refused for the first of them.
  const count = 1 + Math.floor(random() * random() * 4);
  for (let step = 0; step < count && mutated.length > 0; step += 1) mutated = mutateOnce(mutated, random);
  return mutated;
}

/** Bytes that sizes, tags and lengths are likely to go wrong with. */
const ODD = [0, 1, 0x7f, 0x80, 0xff, 0x08, 0x0a, 0x12];
/** What replaces a number of a text: JSON stays JSON. */
const ODD_NUMBERS = ['0', '-1', '1e308', '4294967296', '9007199254740993', '1.5', 'null', '[]', '"1"', '{}'];

function mutateOnce(bytes: Uint8Array<ArrayBuffer>, random: () => number): Uint8Array<ArrayBuffer> {
  const at = Math.floor(random() * bytes.length);
  const length = 1 + Math.floor(random() * 16);
  const kind = Math.floor(random() * 8);
  const changed = Uint8Array.from(bytes);
  if (kind === 0) return changed.slice(0, at);
  if (kind === 1) return Uint8Array.from([...changed.slice(0, at), ...changed.slice(at + length)]);
  if (kind === 2)
    return Uint8Array.from([
      ...changed.slice(0, at),
      ...changed.slice(at, at + length),
      ...changed.slice(at),
    ]);
  if (kind === 3) {
    // A run of bytes with the highest bit set is a number of many digits.
    changed.fill(0xff, at, at + length);
    return changed;
  }
  if (kind < 6) return withOddNumber(changed, at, random);
  changed[at] = ODD[Math.floor(random() * ODD.length)] ?? 0;
  return changed;
}

/** The next number that is written in digits, replaced. */
function withOddNumber(
  bytes: Uint8Array<ArrayBuffer>,
  start: number,
  random: () => number,
): Uint8Array<ArrayBuffer> {
  const isDigit = (at: number) => (bytes[at] ?? 0) >= 0x30 && (bytes[at] ?? 0) <= 0x39;
  let from = start;
  while (from < bytes.length && !isDigit(from)) from += 1;
  let to = from;
  while (to < bytes.length && isDigit(to)) to += 1;
  const odd = Buffer.from(ODD_NUMBERS[Math.floor(random() * ODD_NUMBERS.length)] ?? '');
  return Uint8Array.from([...bytes.slice(0, from), ...odd, ...bytes.slice(to)]);
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
