import type { EdgeSpec, NodeSpec } from '../../../graph-runtime/document/document';
import { parseEndpoint } from '../../../graph-runtime/document/endpoint';

export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface RemovedNetwork {
  readonly removed: readonly NodeSpec[];
  readonly removedEdges: readonly EdgeSpec[];
  /** The cards that are there, by their ids in the network they are compared with. */
  readonly boxes: ReadonlyMap<string, Place>;
  readonly sizeOf: (node: NodeSpec) => { readonly width: number; readonly height: number };
}

/** Between a card and what is beside it, and between two that are below one another. */
const BESIDE = 56;
const BELOW = 22;

/**
 * Where nodes that are gone are drawn: to the right of what is there, at the height between the nodes before them and those
 * after them, one below the other.
 */
export function placesOfRemoved(network: RemovedNetwork): ReadonlyMap<string, Place> {
  const { removed, boxes, sizeOf } = network;
  const cards = [...boxes.values()];
  const placed = new Map<string, Place>();
  for (const node of inOrder(network)) {
    const size = sizeOf(node);
    const middle = heightOf(node.id, network, placed);
    let y = (middle ?? bottomOf(cards) + BELOW + size.height / 2) - size.height / 2;
    for (const other of placed.values()) {
      if (y < other.y + other.height + BELOW && other.y < y + size.height) y = other.y + other.height + BELOW;
    }
    const beside = cards.filter((card) => card.y < y + size.height && y < card.y + card.height);
    const all = beside.length > 0 ? beside : cards;
    const x = all.length === 0 ? 0 : Math.max(...all.map((card) => card.x + card.width)) + BESIDE;
    placed.set(node.id, { x, y, ...size });
  }
  return removed.length === 0 ? new Map() : placed;
}

/** Removed nodes, each after those it was wired to. */
function inOrder({ removed, removedEdges }: RemovedNetwork): readonly NodeSpec[] {
  const nodes = new Map(removed.map((node) => [node.id, node]));
  const ordered = new Set<NodeSpec>();
  const visit = (id: string, path: ReadonlySet<string>) => {
    const node = nodes.get(id);
    if (node === undefined || ordered.has(node) || path.has(id)) return;
    for (const source of neighbors(id, removedEdges).sources) visit(source, new Set([...path, id]));
    ordered.add(node);
  };
  for (const { id } of removed) visit(id, new Set());
  return [...ordered];
}

/** The middle between the lowest card in front and the highest after; null where the node had neither. */
function heightOf(
  id: string,
  { removedEdges, boxes }: RemovedNetwork,
  placed: ReadonlyMap<string, Place>,
): number | null {
  const { sources, targets } = neighbors(id, removedEdges);
  const above = sources.flatMap((source) => boxes.get(source) ?? placed.get(source) ?? []);
  const below = targets.flatMap((target) => boxes.get(target) ?? []);
  const top = above.length === 0 ? null : Math.max(...above.map((place) => place.y + place.height));
  const bottom = below.length === 0 ? null : Math.min(...below.map((place) => place.y));
  if (top !== null && bottom !== null) return (top + bottom) / 2;
  if (top !== null) return top + BELOW * 2;
  return bottom === null ? null : bottom - BELOW * 2;
}

function neighbors(id: string, edges: readonly EdgeSpec[]) {
  const sources: string[] = [];
  const targets: string[] = [];
  for (const edge of edges) {
    const [from, to] = [parseEndpoint(edge.from).id, parseEndpoint(edge.to).id];
    if (to === id) sources.push(from);
    if (from === id) targets.push(to);
  }
  return { sources, targets };
}

function bottomOf(places: readonly Place[]): number {
  return Math.max(0, ...places.map((place) => place.y + place.height));
}
