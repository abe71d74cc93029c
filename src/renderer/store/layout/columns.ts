import type { Position } from '../../../graph-runtime/document/document';
import type { LayoutNode, LayoutResult } from './layout-request';
import type { Division, Segment } from './segments';

/**
 * A network of hundreds of layers, one below the other, is a thread: seen whole it is a hair's breadth wide. Like text it is
 * set in columns, broken where everything flows through one node.
 */

/** Up to this height, in canvas units, a network stays one column. */
export const TALLEST_COLUMN = 12_000;
const GUTTER = 140;
/** Width to height of the whole, about that of the canvas. */
const ASPECT = 1.5;

interface Column {
  readonly nodes: LayoutNode[];
  left: number;
  right: number;
  top: number;
}

/** The layout set in columns; as it is when it is not long. */
export function setInColumns(division: Division, result: LayoutResult): LayoutResult {
  const members = division.segments.map((segment) => ownNodes(segment, result));
  const boxes = members.flat();
  if (boxes.length === 0) return result;
  const top = Math.min(...boxes.map((node) => placeOf(result, node).y));
  const height = Math.max(...boxes.map((node) => placeOf(result, node).y + node.height)) - top;
  if (height <= TALLEST_COLUMN) return result;
  const width = widthOf(boxes, result) + GUTTER;
  // Turned by the diagonal, a wide picture is a high one.
  const aspect = division.flow === 'down' ? ASPECT : 1 / ASPECT;
  const wanted = height / Math.max(2, Math.round(Math.sqrt((aspect * height) / width)));
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

/** A node where two segments meet belongs to the lower one, where the wires behind it are. */
function ownNodes(segment: Segment, result: LayoutResult): LayoutNode[] {
  return segment.request.nodes.filter(
    (node) => result.positions.has(node.id) && (node.id !== segment.bottom || node.id === segment.top),
  );
}

function placeOf(result: LayoutResult, node: { readonly id: string }): Position {
  return result.positions.get(node.id) ?? { x: 0, y: 0 };
}

function widthOf(nodes: readonly LayoutNode[], result: LayoutResult): number {
  const left = Math.min(...nodes.map((node) => placeOf(result, node).x));
  return Math.max(...nodes.map((node) => placeOf(result, node).x + node.width)) - left;
}

function shiftColumns(
  { segments }: Division,
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
    left += column.right - column.left + GUTTER;
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
