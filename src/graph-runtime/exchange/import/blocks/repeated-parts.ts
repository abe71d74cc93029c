import type { NodeSpec } from '../../../document/document';
import type { Segment } from './segments';
import { signatureOf } from './signature';

/** A part of a network that occurs more than once, with other numbers perhaps. */
export interface RepeatedPart {
  /** Of each occurrence, in order, the nodes in theirs. */
  readonly uses: readonly (readonly NodeSpec[])[];
}

/** In segments. An Inception module or a bottleneck is one or two. */
const LONGEST = 12;
/** Fewer nodes are read faster than a block is opened. */
const FEWEST_NODES = 3;
/** Cards that a block has to save: of two short parts it would hide more than it says. */
const LEAST_SAVED = 6;
/** Networks of more are left as they are: looking for parts takes time for each pair of length and place. */
const MOST_SEGMENTS = 2_000;
const MOST_PARTS = 20;
const NEVER_INSIDE: ReadonlySet<string> = new Set(['input', 'output', 'placeholder']);

interface Candidate {
  readonly length: number;
  readonly starts: readonly number[];
  readonly gain: number;
}

/** The parts whose blocks save most cards, largest saving first; none overlap. */
export function repeatedParts(
  segments: readonly Segment[],
  sources: ReadonlyMap<string, readonly string[]>,
): readonly RepeatedPart[] {
  const taken = segments.map(({ nodes }) => nodes.some(({ type }) => NEVER_INSIDE.has(type)));
  const parts: RepeatedPart[] = [];
  const nodesFrom = (start: number, length: number) =>
    segments.slice(start, start + length).flatMap(({ nodes }) => nodes);
  if (segments.length > MOST_SEGMENTS) return parts;
  const signatures = new Map<number, string>();
  const signature = (start: number, length: number) => {
    const key = start * (LONGEST + 1) + length;
    const found = signatures.get(key) ?? signatureOf(nodesFrom(start, length), sources);
    signatures.set(key, found);
    return found;
  };
  while (parts.length < MOST_PARTS) {
    const best = bestCandidate(segments, taken, signature);
    if (best === null) break;
    for (const start of best.starts) taken.fill(true, start, start + best.length);
    parts.push({ uses: best.starts.map((start) => nodesFrom(start, best.length)) });
  }
  return parts;
}

function bestCandidate(
  segments: readonly Segment[],
  taken: readonly boolean[],
  signature: (start: number, length: number) => string,
): Candidate | null {
  let best: Candidate | null = null;
  for (let length = 1; length <= LONGEST; length += 1) {
    const places = new Map<string, number[]>();
    for (let start = 0; start + length <= segments.length; start += 1) {
      if (taken.slice(start, start + length).includes(true)) continue;
      const key = signature(start, length);
      const starts = places.get(key) ?? [];
      if (start >= (starts.at(-1) ?? -length) + length) places.set(key, [...starts, start]);
    }
    for (const starts of places.values()) {
      const [first = 0] = starts;
      const window = segments.slice(first, first + length);
      const count = window.reduce((sum, { nodes }) => sum + nodes.length, 0);
      if (count < FEWEST_NODES || (starts.length - 1) * count < LEAST_SAVED) continue;
      // Of parts that save alike, one that begins with what branches, and ends with what follows it.
      const gain = (starts.length - 1) * count + (window[0]?.nodes.length ?? 0) / 1000;
      if (best === null || gain > best.gain) best = { length, starts, gain };
    }
  }
  return best;
}
