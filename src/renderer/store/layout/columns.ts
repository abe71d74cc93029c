import type { Position } from '../../../graph-runtime/document/document';
import type { Size } from '../document/node-size';
import type { LayoutNode, LayoutResult } from './layout-request';
import type { Division, Segment } from './segments';

/**
 * A network of many layers, one below the other, is a thread: seen whole it is a hair's breadth wide. Like text it is set in columns, broken
 * where everything flows through one node.
 */

/** Up to this height, in canvas units, a network stays one column unless another number makes it readable as a whole. */
export const TALLEST_COLUMN = 12_000;
/** Between columns, and between rows: room for the wire that leads to the next one, with its label. */
const GUTTER = { down: 128, right: 72 } as const;
/** Width to height of a network that is too long to be seen whole, about that of the canvas. */
const ASPECT = 1.5;
/** Seen whole at this zoom or more, a network needs no columns. */
const LEGIBLE_ZOOM = 0.55;
/** Columns have to make names legible, and the network this much larger, to be worth their long wires. */
const LEAST_ZOOM = 0.42;
const LEAST_GAIN = 1.25;
const MOST_COLUMNS = 8;
/** As good as the best: fewer columns are easier to follow. */
const NEARLY = 0.97;

interface Column {
  readonly nodes: LayoutNode[];
  left: number;
  right: number;
  top: number;
}

/** The thread as it is cut: where it begins, how long it is, and the nodes of each segment. */
interface Thread {
  readonly division: Division;
  readonly result: LayoutResult;
  readonly members: readonly (readonly LayoutNode[])[];
  readonly nodes: readonly LayoutNode[];
  readonly top: number;
  readonly height: number;
  readonly width: number;
}

/** The layout set in columns; as it is where one column is right for it. */
export function setInColumns(division: Division, result: LayoutResult): LayoutResult {
  const members = division.segments.map((segment) => ownNodes(segment, result));
  const nodes = division.segments.flatMap(({ request }) => request.nodes);
  if (nodes.length === 0) return result;
  const { top, height } = extentOf(nodes, result);
  const thread = { division, result, members, nodes, top, height, width: widthOf(nodes, result) };
  const { columns } = division;
  if (columns?.kind === 'height' && columns.height !== null) return inColumns(thread, columns.height);
  if (height > TALLEST_COLUMN) return inColumns(thread, heightForLong(thread));
  return columns?.kind === 'fit' ? fitted(thread, columns.room) : result;
}

function heightForLong({ division, height, width }: Thread): number {
  // Turned by the diagonal, a wide picture is a high one.
  const aspect = division.flow === 'down' ? ASPECT : 1 / ASPECT;
  return height / Math.max(2, Math.round(Math.sqrt((aspect * height) / (width + GUTTER[division.flow]))));
}

/** The number of columns with which the network is seen largest as a whole. */
function fitted(thread: Thread, room: Size): LayoutResult {
  const single = Math.min(room.width / thread.width, room.height / thread.height, 1);
  if (single >= LEGIBLE_ZOOM) return { ...thread.result, columnHeight: null };
  const choices = Array.from({ length: MOST_COLUMNS - 1 }, (_, index) => {
    // Half a card less: a column ends with the first node past this height.
    const columnHeight = Math.max(1, thread.height / (index + 2) - thread.division.gap);
    const layout = { ...inColumns(thread, columnHeight), columnHeight };
    return { layout, zoom: zoomOf(layout, thread, room) };
  });
  const largest = Math.max(...choices.map(({ zoom }) => zoom));
  const best = choices.find(({ zoom }) => zoom >= largest * NEARLY);
  const isWorthIt = largest >= LEAST_ZOOM && largest >= single * LEAST_GAIN;
  return best === undefined || !isWorthIt ? { ...thread.result, columnHeight: null } : best.layout;
}

/** The zoom at which the layout is seen whole. */
function zoomOf(layout: LayoutResult, { nodes }: Thread, room: Size): number {
  return Math.min(room.width / widthOf(nodes, layout), room.height / extentOf(nodes, layout).height, 1);
}

/** Broken wherever a column has come to the wanted height. */
function inColumns({ division, result, members, top }: Thread, wanted: number): LayoutResult {
  const columnOf: number[] = [];
  let start = top;
  let column = 0;
  for (const [index, segment] of division.segments.entries()) {
    const first = result.positions.get(segment.top ?? '');
    if (index > 0 && first !== undefined && first.y - start >= wanted) {
      column += 1;
      start = first.y;
    }
    columnOf.push(column);
  }
  return shiftColumns(division, result, members, columnOf);
}

/** A node where two segments meet belongs to the lower one, where the wires below it are. */
function ownNodes(segment: Segment, result: LayoutResult): LayoutNode[] {
  return segment.request.nodes.filter(
    (node) => result.positions.has(node.id) && (node.id !== segment.bottom || node.id === segment.top),
  );
}

function placeOf(result: LayoutResult, node: { readonly id: string }): Position {
  return result.positions.get(node.id) ?? { x: 0, y: 0 };
}

function extentOf(nodes: readonly LayoutNode[], result: LayoutResult): { top: number; height: number } {
  const top = Math.min(...nodes.map((node) => placeOf(result, node).y));
  return { top, height: Math.max(...nodes.map((node) => placeOf(result, node).y + node.height)) - top };
}

function widthOf(nodes: readonly LayoutNode[], result: LayoutResult): number {
  const left = Math.min(...nodes.map((node) => placeOf(result, node).x));
  return Math.max(...nodes.map((node) => placeOf(result, node).x + node.width)) - left;
}

function shiftColumns(
  { segments, flow }: Division,
  result: LayoutResult,
  members: readonly (readonly LayoutNode[])[],
  columnOf: readonly number[],
): LayoutResult {
  const columns: Column[] = [];
  for (const [index, segment] of segments.entries()) {
    const at = columnOf[index] ?? 0;
    const column = columns[at] ?? { nodes: [], left: Infinity, right: -Infinity, top: Infinity };
    columns[at] = column;
    for (const node of members[index] ?? []) include(column, placeOf(result, node), node);
    for (const wire of segment.request.wires)
      for (const corner of result.routes.get(wire.key) ?? []) include(column, corner, null);
    // The very last node is nobody's first.
    const isLast = index === segments.length - 1;
    const last = isLast ? segment.request.nodes.find((node) => node.id === segment.bottom) : undefined;
    if (last !== undefined) include(column, placeOf(result, last), last);
  }
  const positions = new Map(result.positions);
  const routes = new Map(result.routes);
  const columnOfNode = new Map<string, number>();
  const shifts: Position[] = [];
  let left = 0;
  for (const [at, column] of columns.entries()) {
    const shift = { x: Math.round(left - column.left), y: -column.top };
    shifts.push(shift);
    for (const node of column.nodes) {
      columnOfNode.set(node.id, at);
      positions.set(node.id, moved(placeOf(result, node), shift));
    }
    left += column.right - column.left + GUTTER[flow];
  }
  for (const { request } of segments) {
    for (const { key, from, to } of request.wires) {
      const at = columnOfNode.get(from) ?? 0;
      const route = routes.get(key);
      // A wire to the next column finds its own way.
      if (at !== columnOfNode.get(to)) routes.delete(key);
      else if (route !== undefined)
        routes.set(
          key,
          route.map((corner) => moved(corner, shifts[at] ?? corner)),
        );
    }
  }
  return { positions, routes };
}

function include(column: Column, { x, y }: Position, node: LayoutNode | null): void {
  if (node !== null) column.nodes.push(node);
  column.left = Math.min(column.left, x);
  column.right = Math.max(column.right, x + (node?.width ?? 0));
  column.top = Math.min(column.top, node === null ? column.top : y);
}

function moved({ x, y }: Position, shift: Position): Position {
  return { x: x + shift.x, y: y + shift.y };
}
