import type { Position } from '../../../graph-runtime/document/document';
import { setInColumns } from './columns';
import type { LayoutNode, LayoutRequest, LayoutResult, LayoutWire } from './layout-request';
import { type Division, type Segment, shapeOf } from './segments';

/** Lays out a segment that is no simple chain link. */
export type LayOutSegment = (request: LayoutRequest) => Promise<LayoutResult>;

/** Free canvas between the network and nodes without wires. */
const LOOSE_GAP = 80;

/** Layouts of segments by their shape, with numbers instead of names; equal blocks are laid out once. */
const known = new Map<string, Promise<LayoutResult>>();
const MOST_KNOWN = 500;

/** Lays out the segments and stacks them: each one's first node is the last node of the one before. */
export async function stackSegments(division: Division, layOut: LayOutSegment): Promise<LayoutResult> {
  const results = await Promise.all(division.segments.map((segment) => layOutSegment(segment, layOut)));
  const positions = new Map<string, Position>();
  const routes = new Map<string, readonly Position[]>();
  let bottom = 0;
  for (const [index, segment] of division.segments.entries()) {
    const result = results[index];
    if (result === undefined) continue;
    const shift = shiftFor(segment, result, positions, bottom + division.gap);
    for (const node of segment.request.nodes) {
      const place = result.positions.get(node.id);
      if (place === undefined) continue;
      const moved = { x: Math.round(place.x + shift.x), y: Math.round(place.y + shift.y) };
      if (!positions.has(node.id)) positions.set(node.id, moved);
      bottom = Math.max(bottom, moved.y + node.height);
    }
    for (const [key, corners] of result.routes) {
      routes.set(
        key,
        corners.map((corner) => ({ x: corner.x + shift.x, y: corner.y + shift.y })),
      );
    }
  }
  const inColumns = setInColumns(division, { positions, routes });
  return { ...inColumns, positions: withLoose(division, inColumns.positions) };
}

function shiftFor(
  segment: Segment,
  result: LayoutResult,
  positions: ReadonlyMap<string, Position>,
  next: number,
): Position {
  const here = segment.top === null ? undefined : positions.get(segment.top);
  const there = segment.top === null ? undefined : result.positions.get(segment.top);
  if (here !== undefined && there !== undefined) return { x: here.x - there.x, y: here.y - there.y };
  return { x: 0, y: positions.size === 0 ? 0 : next };
}

function layOutSegment(segment: Segment, layOut: LayOutSegment): Promise<LayoutResult> {
  const link = chainLink(segment);
  if (link !== null) return Promise.resolve(link);
  const { key, ids, keys } = shapeOf(segment);
  let layout = known.get(key);
  if (layout === undefined) {
    if (known.size >= MOST_KNOWN) known.clear();
    layout = layOut(numbered(segment.request));
    known.set(key, layout);
  }
  return layout.then((result) => named(result, ids, keys));
}

/** Two nodes with one wire, or none, between their first ports: one centered below the other. */
function chainLink({ request, top, bottom }: Segment): LayoutResult | null {
  const above = request.nodes.find((node) => node.id === top);
  const below = request.nodes.find((node) => node.id === bottom);
  if (request.nodes.length === 1 && above !== undefined) {
    return { positions: new Map([[above.id, { x: 0, y: 0 }]]), routes: new Map() };
  }
  if (request.nodes.length !== 2 || above === undefined || below === undefined) return null;
  const [wire, ...others] = request.wires;
  if (others.length > 0) return null;
  const from = wire === undefined ? above.width / 2 : portAt(above, wire.fromPort);
  const to = wire === undefined ? below.width / 2 : portAt(below, wire.toPort);
  const place = { x: from - to, y: above.height + request.gap };
  return {
    positions: new Map([
      [above.id, { x: 0, y: 0 }],
      [below.id, place],
    ]),
    routes: wire === undefined ? new Map() : new Map([[wire.key, straight(from, above.height, place.y)]]),
  };
}

function portAt(node: LayoutNode, name: string): number {
  return node.ports.find((port) => port.name === name)?.x ?? node.width / 2;
}

function straight(x: number, top: number, bottom: number): Position[] {
  return [
    { x, y: top },
    { x, y: bottom },
  ];
}

function numbered(request: LayoutRequest): LayoutRequest {
  const number = new Map(request.nodes.map((node, index) => [node.id, `n${index}`]));
  const name = (id: string) => number.get(id) ?? id;
  return {
    ...request,
    nodes: request.nodes.map((node, index) => ({ ...node, id: `n${index}` })),
    wires: request.wires.map(
      (wire, index): LayoutWire => ({ ...wire, key: `w${index}`, from: name(wire.from), to: name(wire.to) }),
    ),
  };
}

function named(result: LayoutResult, ids: readonly string[], keys: readonly string[]): LayoutResult {
  const positions = new Map<string, Position>();
  for (const [index, id] of ids.entries()) {
    const place = result.positions.get(`n${index}`);
    if (place !== undefined) positions.set(id, place);
  }
  const routes = new Map<string, readonly Position[]>();
  for (const [index, key] of keys.entries()) {
    const corners = result.routes.get(`w${index}`);
    if (corners !== undefined) routes.set(key, corners);
  }
  return { positions, routes };
}

/** Nodes without wires are in a column at the right. */
function withLoose(
  { segments, gap, loose }: Division,
  wired: ReadonlyMap<string, Position>,
): ReadonlyMap<string, Position> {
  const positions = new Map(wired);
  const widths = segments.flatMap(({ request }) =>
    request.nodes.map((node) => (positions.get(node.id)?.x ?? 0) + node.width),
  );
  const x = widths.length === 0 ? 0 : Math.max(...widths) + LOOSE_GAP;
  let y = 0;
  for (const node of loose) {
    positions.set(node.id, { x, y });
    y += node.height + gap;
  }
  return positions;
}
