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
  if (x !== null) {
    const from = Math.min(moved.y, x.other.y);
    guides.push({
      axis: 'vertical',
      at: x.at,
      from,
      to: Math.max(moved.y + moved.height, x.other.y + x.other.height),
    });
  }
  if (y !== null) {
    const from = Math.min(moved.x, y.other.x);
    guides.push({
      axis: 'horizontal',
      at: y.at,
      from,
      to: Math.max(moved.x + moved.width, y.other.x + y.other.width),
    });
  }
  return { dx, dy, guides };
}
