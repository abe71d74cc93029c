import { applyEdits } from '../../../graph-runtime/document/apply-edits';
import type {
  NetloomDocument,
  NodeSpec,
  ParameterValue,
  Position,
} from '../../../graph-runtime/document/document';
import type { DocumentEdit } from '../../../graph-runtime/document/edit';
import type { Text } from '../../../graph-runtime/text/text';
import { flowOf } from '../document/flow';
import { findNode, nodesOf, type PortPlace, portsOfType, type Wire, wiresOf } from '../document/network';
import { noteIdOf } from '../document/notes';
import { NodeIds } from './fresh-id';
import {
  boxesOf,
  fixPositions,
  freePlace,
  isAutomatic,
  isOverlapping,
  moveEdit,
  nearestFreePlace,
  placeAfter,
  placeBetween,
  sizeOf,
  wholePlace,
} from './placing';
import type { EditContext, UserEdit } from './user-edit';
import { connectEdits, spliceEdits } from './wires';

export interface NewNode {
  readonly type: string;
  /** What the user calls it; for the history. */
  readonly label: string | Text;
  readonly parameters?: Readonly<Record<string, ParameterValue>>;
}

/** Where a new node goes and what it is connected to. */
export type Destination =
  /** Into a scope with nothing in it, where the automatic layout will find its place. */
  | { readonly kind: 'first' }
  /** At a place of the canvas (its top left corner), unconnected. */
  | { readonly kind: 'place'; readonly position: Position }
  /** After a node: connected to its first output; onto the wire there when there is exactly one. */
  | { readonly kind: 'after'; readonly id: string }
  /** Onto a wire. */
  | { readonly kind: 'wire'; readonly wire: Wire; readonly position?: Position }
  /** At a place, connected with the port from which a wire was drawn. */
  | {
      readonly kind: 'port';
      readonly position: Position;
      readonly end: 'from' | 'to';
      readonly at: PortPlace;
    };

function createNode(context: EditContext, made: NewNode): NodeSpec {
  const node: NodeSpec = {
    id: new NodeIds(nodesOf(context.document, context.scope)).takeFor(made.type),
    type: made.type,
  };
  return made.parameters === undefined ? node : { ...node, parameters: { ...made.parameters } };
}

/** Adds a node where `destination` says. */
export function addNode(context: EditContext, made: NewNode, destination: Destination): UserEdit {
  const node = createNode(context, made);
  const label = { key: 'addNode', values: { name: made.label } } as const;
  switch (destination.kind) {
    case 'first':
      return { label, edits: [{ kind: 'add-node', scope: context.scope, node }], select: [node.id] };
    case 'place':
      return { label, edits: droppedEdits(context, node, destination.position), select: [node.id] };
    case 'wire':
      return insertOnWire(context, node, made.label, destination.wire, destination.position);
    case 'after':
      return addAfter(context, node, made.label, destination.id);
    case 'port': {
      const { end, at, position } = destination;
      const edits = droppedEdits(context, node, position);
      const ports = portsOfType(context.document, node.type);
      const port = (end === 'from' ? ports.inputs : ports.outputs)[0];
      if (port === undefined) return { label, edits, select: [node.id] };
      const own: PortPlace = { id: node.id, port: port.name };
      const withNode = { ...context, document: addedTo(context, node) };
      const wire = end === 'from' ? connectEdits(withNode, at, own) : connectEdits(withNode, own, at);
      return { label, edits: [...edits, ...wire], select: [node.id] };
    }
  }
}

/** The document with the node in it, for edits that must know its ports. */
function addedTo(context: EditContext, node: NodeSpec): EditContext['document'] {
  return applyEdits(context.document, [{ kind: 'add-node', scope: context.scope, node }]);
}

/** Dropped by hand: as near to there as the cards that are there allow. */
function droppedEdits(context: EditContext, node: NodeSpec, position: Position): DocumentEdit[] {
  const boxes = [...boxesOf(context).values()];
  return placedEdits(context, node, nearestFreePlace(position, sizeOf(context, node), boxes));
}

function placedEdits(context: EditContext, node: NodeSpec, position: Position): DocumentEdit[] {
  return [
    ...fixPositions(context),
    { kind: 'add-node', scope: context.scope, node: { ...node, position: wholePlace(position) } },
  ];
}

function addAfter(context: EditContext, node: NodeSpec, name: NewNode['label'], id: string): UserEdit {
  const label = { key: 'addNode', values: { name } } as const;
  const source = findNode(context.document, context.scope, id);
  const output = source === undefined ? undefined : portsOfType(context.document, source.type).outputs[0];
  const input = portsOfType(context.document, node.type).inputs[0];
  const flow = flowOf(context.document, context.scope);
  const size = sizeOf(context, node);
  const boxes = boxesOf(context);
  const box = boxes.get(id);
  const wanted = box === undefined ? { x: 0, y: 0 } : placeAfter(box, size, flow);
  if (output === undefined || input === undefined) {
    return {
      label,
      edits: placedEdits(context, node, freePlace(wanted, size, boxes.values(), flow)),
      select: [node.id],
    };
  }
  const leaving = wiresOf(context.document, context.scope).filter((wire) => wire.from.id === id);
  const [only] = leaving;
  if (
    leaving.length === 1 &&
    only !== undefined &&
    portsOfType(context.document, node.type).outputs.length > 0
  ) {
    return { ...insertOnWire(context, node, name, only), label };
  }
  const added: DocumentEdit[] = isAutomatic(context)
    ? [{ kind: 'add-node', scope: context.scope, node }]
    : placedEdits(context, node, freePlace(wanted, size, boxes.values(), flow));
  const wire = connectEdits(
    { ...context, document: addedTo(context, node) },
    { id, port: output.name },
    { id: node.id, port: input.name },
  );
  return { label, edits: [...added, ...wire], select: [node.id] };
}

function insertOnWire(
  context: EditContext,
  node: NodeSpec,
  name: NewNode['label'],
  wire: Wire,
  position?: Position,
): UserEdit {
  const label = { key: 'insertOnWire', values: { name } } as const;
  const splice = spliceEdits({ ...context, document: addedTo(context, node) }, node.id, wire);
  if (isAutomatic(context)) {
    return { label, edits: [{ kind: 'add-node', scope: context.scope, node }, ...splice], select: [node.id] };
  }
  const between = placeBetween(context, wire.from.id, wire.to.id, sizeOf(context, node));
  const place = between?.position ?? position ?? { x: 0, y: 0 };
  // Nodes that move to make room get their new place after the old ones were written down.
  const edits = [...placedEdits(context, node, place), ...(between?.edits ?? []), ...splice];
  return { label, edits, select: [node.id] };
}

/** Puts a node that is there already onto a wire: where it was dropped, or, where it would lie on others, between them with what is after moving on. */
export function spliceNode(context: EditContext, id: string, wire: Wire, position: Position): UserEdit {
  const node = findNode(context.document, context.scope, id);
  const others = { ...context, positions: new Map([...context.positions].filter(([other]) => other !== id)) };
  const size = node === undefined ? { width: 0, height: 0 } : sizeOf(context, node);
  const isFree = ![...boxesOf(others).values()].some((box) => isOverlapping({ ...position, ...size }, box));
  const between = isFree ? null : placeBetween(others, wire.from.id, wire.to.id, size);
  const edits = [
    ...fixPositions(context, new Set([id])),
    ...(between?.edits ?? []),
    moveEdit(context.scope, id, between?.position ?? position),
    ...spliceEdits(context, id, wire),
  ];
  return { label: { key: 'insertOnWire', values: { name: node?.name ?? id } }, edits, select: [id] };
}

/**
 * Moves nodes, notes and frames to new places: one entry in the history for a whole drag. `moves` goes by what they are called on the
 * canvas. What lies in a frame does not come along by itself (`carriedBy`).
 */
export function moveElements(context: EditContext, moves: ReadonlyMap<string, Position>): UserEdit {
  const edits = [...moves].flatMap(([key, position]): DocumentEdit[] => {
    const noteId = noteIdOf(key);
    if (noteId === null) return [moveEdit(context.scope, key, position)];
    const note = context.document.notes.find((candidate) => candidate.id === noteId);
    if (note === undefined) return [];
    return [{ kind: 'set-note', id: noteId, note: { ...note, position: wholePlace(position) } }];
  });
  const movesNodes = [...moves.keys()].some((key) => noteIdOf(key) === null);
  return {
    label: { key: 'moveElements', values: { count: moves.size } },
    edits: [...(movesNodes ? fixPositions(context, new Set(moves.keys())) : []), ...edits],
  };
}

/** The name shown on the card; an empty one brings the layer's own name back. */
export function renameNode(context: EditContext, id: string, name: string): UserEdit {
  const trimmed = name.trim();
  return {
    label: { key: 'rename', values: { name: trimmed === '' ? id : trimmed } },
    edits: [
      {
        kind: 'update-node',
        scope: context.scope,
        id,
        changes: { name: trimmed === '' ? undefined : trimmed },
      },
    ],
  };
}

/** Switches nodes off (they pass their input through) or on again. */
export function setEnabled(context: EditContext, ids: readonly string[], isEnabled: boolean): UserEdit {
  return {
    label: { key: isEnabled ? 'enable' : 'bypass', values: { count: ids.length } },
    edits: ids.map((id) => ({
      kind: 'update-node',
      scope: context.scope,
      id,
      // Bypassed and muted at once would say two things.
      changes: isEnabled ? { enabled: undefined } : { enabled: false, muted: undefined },
    })),
  };
}

/** Takes nodes out of the network, or lets them take part again. A block's ports always do. */
export function setMuted(context: EditContext, ids: readonly string[], isMuted: boolean): UserEdit {
  const nodes = ids.flatMap((id) => findNode(context.document, context.scope, id) ?? []).filter(canMute);
  return {
    label: { key: isMuted ? 'mute' : 'unmute', values: { count: nodes.length } },
    edits: nodes.map(({ id, enabled }) => ({
      kind: 'update-node',
      scope: context.scope,
      id,
      changes: {
        muted: isMuted ? true : undefined,
        // An expression that switches the node is the block's: it stays.
        ...(isMuted && enabled === false ? { enabled: undefined } : {}),
      },
    })),
  };
}

/** Keeps nodes from being changed, or lets them be changed again. */
export function setLocked(context: EditContext, ids: readonly string[], isLocked: boolean): UserEdit {
  return {
    label: { key: isLocked ? 'lock' : 'unlock', values: { count: ids.length } },
    edits: ids.map((id) => ({
      kind: 'update-node',
      scope: context.scope,
      id,
      changes: { locked: isLocked ? true : undefined },
    })),
  };
}

/** Locks or unlocks every node of the network and its blocks. */
export function setAllLocked(document: NetloomDocument, isLocked: boolean): UserEdit {
  const scopes = [null, ...Object.keys(document.blocks)];
  const edits = scopes.flatMap((scope) =>
    nodesOf(document, scope)
      .filter(({ locked = false }) => locked !== isLocked)
      .map(
        ({ id }): DocumentEdit => ({
          kind: 'update-node',
          scope,
          id,
          changes: { locked: isLocked ? true : undefined },
        }),
      ),
  );
  return { label: { key: isLocked ? 'lock' : 'unlock', values: { count: edits.length } }, edits };
}

export function canMute(node: Pick<NodeSpec, 'type'>): boolean {
  return node.type !== 'blockInput' && node.type !== 'blockOutput';
}
