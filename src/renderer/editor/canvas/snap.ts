import type { Box } from '../../store/edits/placing';

/** A line that shows what a dragged node is aligned with; `at` is its x (vertical lines) or y (horizontal ones). */
export interface Guide {
  readonly axis: 'vertical' | 'horizontal';
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

export interface Snap {
  /** How far the dragged box has to move to be aligned. */
  readonly dx: number;
  readonly dy: number;
  readonly guides: readonly Guide[];
}

interface Candidate {
  readonly delta: number;
  readonly at: number;
  readonly other: Box;
}

/** Left, middle and right of a box; the middle first, because cards of different widths are centered on one another. */
const verticals = (box: Box) => [box.x + box.width / 2, box.x, box.x + box.width];
const horizontals = (box: Box) => [box.y + box.height / 2, box.y, box.y + box.height];

function nearest(
  box: Box,
  others: readonly Box[],
  lines: (box: Box) => readonly number[],
  tolerance: number,
): Candidate | null {
  let best: Candidate | null = null;
  const own = lines(box);
  for (const other of others) {
    for (const [index, at] of lines(other).entries()) {
      // Edges with the same edges, middles with middles.
      const delta = at - (own[index] ?? at);
      if (Math.abs(delta) > tolerance) continue;
      if (best === null || Math.abs(delta) < Math.abs(best.delta)) best = { delta, at, other };
    }
  }
  return best;
}

/** Aligns a dragged box with the others where it comes within `tolerance` canvas units of it. */
export function snapBox(box: Box, others: readonly Box[], tolerance: number): Snap {
  const x = nearest(box, others, verticals, tolerance);
  const y = nearest(box, others, horizontals, tolerance);
  const dx = x?.delta ?? 0;
  const dy = y?.delta ?? 0;
  const moved = { ...box, x: box.x + dx, y: box.y + dy };
  const guides: Guide[] = [];
  if (x !== null) guides.push({ axis: 'vertical', at: x.at, ...span(downOf(moved), downOf(x.other)) });
  if (y !== null) guides.push({ axis: 'horizontal', at: y.at, ...span(acrossOf(moved), acrossOf(y.other)) });
  return { dx, dy, guides };
}

type Ends = readonly [number, number];

const acrossOf = ({ x, width }: Box): Ends => [x, x + width];
const downOf = ({ y, height }: Box): Ends => [y, y + height];

/** From the first end of the two to the last. */
function span(one: Ends, other: Ends): Pick<Guide, 'from' | 'to'> {
  return { from: Math.min(one[0], other[0]), to: Math.max(one[1], other[1]) };
}
