import { applyEdits } from '../../../graph-runtime/document/apply-edits';
import type { Position } from '../../../graph-runtime/document/document';
import type { DocumentEdit } from '../../../graph-runtime/document/edit';
import { flowOf, turnBox, turnPoint } from '../document/flow';
import { findNode } from '../document/network';
import { type Box, boxesOf, moveEdit, sizeOf } from './placing';
import type { EditContext, UserEdit } from './user-edit';

/**
 * Expanding in place where the user has arranged the nodes: the content is where the block was, and what is after
 * or beside makes room. `content` is a layout of the content by itself.
 */
export function placeExpanded(
  context: EditContext,
  id: string,
  userEdit: UserEdit,
  content: ReadonlyMap<string, Position>,
): UserEdit {
  const flow = flowOf(context.document, context.scope);
  const boxes = new Map([...boxesOf(context)].map(([node, box]) => [node, turnBox(flow, box)]));
  const block = boxes.get(id);
  const after = applyEdits(context.document, userEdit.edits);
  const inner = [...content].flatMap(([node, position]): [string, Box][] => {
    const spec = findNode(after, context.scope, node);
    const then = { document: after, scope: context.scope };
    return spec === undefined ? [] : [[node, turnBox(flow, { ...position, ...sizeOf(then, spec) })]];
  });
  if (block === undefined || inner.length === 0) return userEdit;
  const left = Math.min(...inner.map(([, box]) => box.x));
  const top = Math.min(...inner.map(([, box]) => box.y));
  const width = Math.max(...inner.map(([, box]) => box.x + box.width)) - left;
  const height = Math.max(...inner.map(([, box]) => box.y + box.height)) - top;
  const corner = { x: block.x + (block.width - width) / 2, y: block.y };
  const moves = inner.map(
    ([node, box]): DocumentEdit =>
      moveEdit(
        context.scope,
        node,
        turnPoint(flow, { x: corner.x + box.x - left, y: corner.y + box.y - top }),
      ),
  );
  const more = { x: Math.max(0, (width - block.width) / 2), y: Math.max(0, height - block.height) };
  boxes.delete(id);
  for (const [node, box] of boxes) {
    const shift = roomFor(box, block, more);
    if (shift === null) continue;
    moves.push(moveEdit(context.scope, node, turnPoint(flow, { x: box.x + shift.x, y: box.y + shift.y })));
  }
  return { ...userEdit, edits: [...userEdit.edits, ...moves] };
}

/** How far a node moves so that a block may grow by `more` on both sides and downwards. */
function roomFor(box: Box, block: Box, more: Position): Position | null {
  if (box.y >= block.y + block.height) return more.y === 0 ? null : { x: 0, y: more.y };
  // Above, or so far up that the growing block does not reach it.
  if (box.y + box.height <= block.y || more.x === 0) return null;
  const isRight = box.x + box.width / 2 >= block.x + block.width / 2;
  return { x: isRight ? more.x : -more.x, y: 0 };
}
