import { scopeContent } from '../../../graph-runtime/document/apply-edits';
import type { Flow, NetloomDocument, Position, Scope } from '../../../graph-runtime/document/document';
import type { DocumentEdit } from '../../../graph-runtime/document/edit';
import type { Size } from './node-size';

/**
 * Direction of the layout on the canvas. All arithmetic of places, wires and layouts is written for a network that flows down; one
 * that flows to the right is the same network seen in a mirror along the diagonal, where x and y have changed places. So it is
 * turned, worked on, and turned back.
 */

/** A block flows as the network does, unless it says otherwise. */
export function flowOf(document: NetloomDocument, scope: Scope): Flow {
  const own = scope === null ? undefined : document.blocks[scope]?.flow;
  return own ?? document.flow ?? 'down';
}

/** A point in the mirror; turned again it is what it was. */
export function turnPoint(flow: Flow, point: Position): Position {
  return flow === 'down' ? point : { x: point.y, y: point.x };
}

export function turnSize(flow: Flow, size: Size): Size {
  return flow === 'down' ? size : { width: size.height, height: size.width };
}

export function turnBox<T extends Position & Size>(flow: Flow, box: T): T {
  return flow === 'down' ? box : { ...box, x: box.y, y: box.x, width: box.height, height: box.width };
}

/** Free canvas between a node and the next one in the direction of the flow: room for the wire's shape label. */
export function gapOf(flow: Flow): number {
  return flow === 'down' ? 36 : 112;
}

/**
 * Edits that make a scope flow another way. Blocks that have followed the network and whose places are the user's keep their way:
 * what was arranged from top to bottom would make no sense from left to right.
 */
export function flowEdits(document: NetloomDocument, scope: Scope, flow: Flow): DocumentEdit[] {
  if (flowOf(document, scope) === flow) return [];
  if (scope !== null) return [{ kind: 'set-flow', scope, flow }];
  const before = flowOf(document, null);
  const kept = Object.keys(document.blocks).filter((name) => {
    const block = document.blocks[name];
    const isPlaced = scopeContent(document, name)?.nodes.some((node) => node.position !== undefined);
    return block?.flow === undefined && isPlaced === true;
  });
  return [
    { kind: 'set-flow', scope: null, flow: flow === 'down' ? undefined : flow },
    ...kept.map((name): DocumentEdit => ({ kind: 'set-flow', scope: name, flow: before })),
  ];
}
