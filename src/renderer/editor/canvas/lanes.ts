import { appendTo } from '../../../graph-runtime/collections/group-by';
import type { Position } from '../../../graph-runtime/document/document';
import { type Detour, detourOf } from './edge-route';
import type { Obstacles } from './obstacles';

/**
 * Wires that lead around the same cards, as the skip connections of a U-Net do, lie beside one another: on one line nobody could see where each of
 * them ends. Short ones are next to the cards; longer ones go around them.
 */

/** A wire with the places of its ports. */
export interface PlacedWire {
  readonly key: string;
  readonly from: string;
  readonly to: string;
  readonly source: Position;
  readonly target: Position;
}

interface Lane extends Detour {
  readonly key: string;
  readonly from: string;
  lane: number;
}

/** Lines nearer than this to one another are taken for one. */
const SAME_LINE = 12;

/** The lane of each wire that has not the one next to the cards. */
export function lanesOf(wires: readonly PlacedWire[], obstacles: Obstacles): ReadonlyMap<string, number> {
  const lines = new Map<number, Lane[]>();
  for (const { key, from, to, source, target } of wires) {
    const detour = detourOf(source, target, obstacles, new Set([from, to]));
    if (detour === null) continue;
    appendTo(lines, Math.round(detour.x / SAME_LINE), { ...detour, key, from, lane: 0 });
  }
  const lanes = new Map<string, number>();
  for (const line of lines.values()) {
    for (const { key, lane } of besideOneAnother(line)) if (lane > 0) lanes.set(key, lane);
  }
  return lanes;
}

const lengthOf = ({ span }: Detour) => span.to - span.from;

/** Each takes the first lane that no other has along its way; those from one node bring the same, and may share one. */
function besideOneAnother(line: readonly Lane[]): readonly Lane[] {
  const placed: Lane[] = [];
  for (const wire of [...line].sort((a, b) => lengthOf(a) - lengthOf(b))) {
    const taken = new Set(
      placed
        .filter(
          ({ from, span }) => from !== wire.from && span.from <= wire.span.to && wire.span.from <= span.to,
        )
        .map(({ lane }) => lane),
    );
    while (taken.has(wire.lane)) wire.lane += 1;
    placed.push(wire);
  }
  return placed;
}
