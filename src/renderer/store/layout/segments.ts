import { appendTo } from '../../../graph-runtime/collections/group-by';
import type { LayoutRequest, LayoutWire } from './layout-request';

/**
 * Networks are long and narrow: again and again everything flows through one node. There the network can be cut into segments
 * that are laid out one by one and stacked. That is fast (the layered method is slow on long graphs), equal blocks come out
 * equal, and an edit moves nothing in the segments it does not touch.
 */

/** A stretch of the network from one cut node to the next, both included. */
export interface Segment {
  /** The first and the last node; null where the network begins or ends with several. */
  readonly top: string | null;
  readonly bottom: string | null;
  readonly request: LayoutRequest;
}

export interface Division {
  readonly segments: readonly Segment[];
  readonly flow: LayoutRequest['flow'];
  readonly gap: number;
  readonly columns: LayoutRequest['columns'];
  /** Nodes without any wire. */
  readonly loose: LayoutRequest['nodes'];
}

/** Cuts a network into segments; null when it has a cycle, which no order of computation can show. */
export function divide(request: LayoutRequest): Division | null {
  const wired = new Set(request.wires.flatMap((wire) => [wire.from, wire.to]));
  const loose = request.nodes.filter((node) => !wired.has(node.id));
  const order = orderOf(
    request.nodes.map((node) => node.id).filter((id) => wired.has(id)),
    request.wires,
  );
  if (order === null) return null;
  const cuts = findCuts(order, request.wires);
  const { flow, gap, columns } = request;
  return { segments: segmentsBetween(request, order, cuts), flow, gap, columns, loose };
}

/**
 * An order of computation in which side branches are finished before the main path continues: of the nodes that are ready, the
 * one with the shortest way to an end comes first. Ties are broken by the document's order.
 */
export function orderOf(
  ids: readonly string[],
  wires: readonly Pick<LayoutWire, 'from' | 'to'>[],
): string[] | null {
  const next = new Map<string, string[]>(ids.map((id) => [id, []]));
  const missing = new Map<string, number>(ids.map((id) => [id, 0]));
  for (const wire of wires) {
    next.get(wire.from)?.push(wire.to);
    missing.set(wire.to, (missing.get(wire.to) ?? 0) + 1);
  }
  const forwards = kahn(ids, next, new Map(missing), () => 0);
  if (forwards === null) return null;
  const height = new Map<string, number>();
  for (const id of [...forwards].reverse()) {
    height.set(id, Math.max(0, ...(next.get(id) ?? []).map((target) => 1 + (height.get(target) ?? 0))));
  }
  return kahn(ids, next, missing, (id) => height.get(id) ?? 0);
}

function kahn(
  ids: readonly string[],
  next: ReadonlyMap<string, readonly string[]>,
  missing: Map<string, number>,
  rank: (id: string) => number,
): string[] | null {
  const ready = ids.filter((id) => missing.get(id) === 0);
  const order: string[] = [];
  while (ready.length > 0) {
    let best = 0;
    for (const [index, id] of ready.entries()) if (rank(id) < rank(ready[best] ?? id)) best = index;
    const [id] = ready.splice(best, 1);
    if (id === undefined) break;
    order.push(id);
    for (const target of next.get(id) ?? []) {
      const left = (missing.get(target) ?? 0) - 1;
      missing.set(target, left);
      if (left === 0) ready.push(target);
    }
  }
  return order.length === ids.length ? order : null;
}

/** Places in the order that no wire leads past. */
function findCuts(order: readonly string[], wires: readonly LayoutWire[]): number[] {
  const place = new Map(order.map((id, index) => [id, index]));
  /** For each place, the furthest place that a wire from there or before leads to. */
  const reach = new Array<number>(order.length).fill(0);
  for (const wire of wires) {
    const from = place.get(wire.from) ?? 0;
    reach[from] = Math.max(reach[from] ?? 0, place.get(wire.to) ?? 0);
  }
  const cuts: number[] = [];
  let furthest = 0;
  for (let at = 0; at < order.length; at += 1) {
    if (furthest <= at) cuts.push(at);
    furthest = Math.max(furthest, reach[at] ?? 0);
  }
  return cuts;
}

function segmentsBetween(
  request: LayoutRequest,
  order: readonly string[],
  cuts: readonly number[],
): Segment[] {
  const place = new Map(order.map((id, index) => [id, index]));
  const nodes = new Map(request.nodes.map((node) => [node.id, node]));
  // A network that ends with several nodes has no cut at its end.
  const ends = cuts[cuts.length - 1] === order.length - 1 ? [...cuts] : [...cuts, order.length];
  const bounds = ends.length === 1 ? [...ends, order.length] : ends;
  const wiresBySegment = new Map<number, LayoutWire[]>();
  let segment = 0;
  // Every wire lies in the segment in which it starts.
  const segmentOf = order.map((_, index) => {
    while (segment + 2 < bounds.length && index >= (bounds[segment + 1] ?? 0)) segment += 1;
    return segment;
  });
  for (const wire of request.wires) {
    const index = segmentOf[place.get(wire.from) ?? 0] ?? 0;
    appendTo(wiresBySegment, index, wire);
  }
  return bounds.slice(1).map((end, index): Segment => {
    const start = bounds[index] ?? 0;
    const inside = new Set(order.slice(start, end + 1));
    // In document order, which the layered method keeps where it can.
    const members = request.nodes.filter((node) => inside.has(node.id) && nodes.has(node.id));
    return {
      top: order[start] ?? null,
      bottom: end < order.length ? (order[end] ?? null) : null,
      request: { ...request, nodes: members, wires: wiresBySegment.get(index) ?? [] },
    };
  });
}

/** A segment without the names in it: two with the same shape have the same layout. */
export function shapeOf({ request, top, bottom }: Segment): {
  key: string;
  ids: readonly string[];
  keys: readonly string[];
} {
  const ids = request.nodes.map((node) => node.id);
  const number = new Map(ids.map((id, index) => [id, index]));
  const nodes = request.nodes.map(({ width, height, ports }) => [width, height, ports]);
  const wires = request.wires.map((wire) => [
    number.get(wire.from),
    wire.fromPort,
    number.get(wire.to),
    wire.toPort,
  ]);
  const key = JSON.stringify([request.gap, nodes, wires, number.get(top ?? ''), number.get(bottom ?? '')]);
  return { key, ids, keys: request.wires.map((wire) => wire.key) };
}
