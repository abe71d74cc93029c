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

interface Track extends Detour {
  readonly key: string;
  readonly from: string;
  track: number;
}

/** Lines nearer than this to one another are taken for one. */
const SAME_LINE = 12;

/** The track of each wire that has not the one next to the cards. */
export function tracksOf(wires: readonly PlacedWire[], obstacles: Obstacles): ReadonlyMap<string, number> {
  const lines = new Map<number, Track[]>();
  for (const { key, from, to, source, target } of wires) {
    const detour = detourOf(source, target, obstacles, new Set([from, to]));
    if (detour === null) continue;
    appendTo(lines, Math.round(detour.x / SAME_LINE), { ...detour, key, from, track: 0 });
  }
  const tracks = new Map<string, number>();
  for (const line of lines.values()) {
    for (const { key, track } of besideOneAnother(line)) if (track > 0) tracks.set(key, track);
  }
  return tracks;
}

const lengthOf = ({ span }: Detour) => span.to - span.from;

/** Each takes the first track that no other has along its way; those from one node bring the same, and may share one. */
function besideOneAnother(line: readonly Track[]): readonly Track[] {
  const placed: Track[] = [];
  for (const wire of [...line].sort((a, b) => lengthOf(a) - lengthOf(b))) {
    const taken = new Set(
      placed
        .filter(
          ({ from, span }) => from !== wire.from && span.from <= wire.span.to && wire.span.from <= span.to,
        )
        .map(({ track }) => track),
    );
    while (taken.has(wire.track)) wire.track += 1;
    placed.push(wire);
  }
  return placed;
}
