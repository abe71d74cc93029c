import { type Edge, type Node, type NodeHandle, Position as Side } from '@xyflow/react';
import { blockName } from '../../../graph-runtime/document/block-type';
import type {
  Flow,
  NetloomDocument,
  NodeSpec,
  NoteSpec,
  Position,
  Scope,
} from '../../../graph-runtime/document/document';
import { flowOf, turnPoint, turnSize } from '../../store/document/flow';
import { nodesOf, type Port, portsOfType, type Wire, wiresOf } from '../../store/document/network';
import { nodeSize, portFraction, type Size } from '../../store/document/node-size';
import { noteKey, notesOf } from '../../store/document/notes';

/**
 * React Flow's nodes and edges are made from the document, never vice versa. What did not change keeps its object, so
 * that only what did change is drawn again. Shapes, costs and problems are not in here: cards read them for themselves.
 */

export type LayerCanvasNode = Node<{ readonly spec: NodeSpec }, 'layer'>;
export type BlockCanvasNode = Node<{ readonly spec: NodeSpec }, 'block'>;
export type PortCanvasNode = Node<{ readonly spec: NodeSpec }, 'port'>;
export type NoteCanvasNode = Node<{ readonly note: NoteSpec }, 'note'>;
export type CanvasNode = LayerCanvasNode | BlockCanvasNode | PortCanvasNode | NoteCanvasNode;
export type CanvasEdge = Edge<{ readonly wire: Wire }, 'wire'>;

export interface ProjectionInput {
  readonly document: NetloomDocument;
  readonly scope: Scope;
  readonly positions: ReadonlyMap<string, Position>;
  readonly selectedNodes: ReadonlySet<string>;
  readonly selectedEdges: ReadonlySet<string>;
  /** Whether the cards are drawn without ports, as they are when zoomed out. */
  readonly isZoomedOut: boolean;
}

export interface Projection {
  readonly nodes: CanvasNode[];
  readonly edges: CanvasEdge[];
}

const HANDLE_SIZE = 1;
/** By this React Flow raises what is selected. */
const RAISED = 1_000;

/** The sides of a card at which its ports are. */
export const PORT_SIDES = {
  down: { target: Side.Top, source: Side.Bottom },
  right: { target: Side.Left, source: Side.Right },
} as const;

function handles(ports: readonly Port[], type: 'source' | 'target', size: Size, flow: Flow): NodeHandle[] {
  const { width, height } = turnSize(flow, size);
  return ports.map((port, index) => {
    const across = width * portFraction(index, ports.length);
    const place = turnPoint(flow, { x: across, y: type === 'source' ? height : 0 });
    return {
      id: port.name,
      type,
      position: PORT_SIDES[flow][type],
      x: place.x - HANDLE_SIZE / 2,
      y: place.y - HANDLE_SIZE / 2,
      width: HANDLE_SIZE,
      height: HANDLE_SIZE,
    };
  });
}

function cardType(spec: NodeSpec): 'layer' | 'block' | 'port' {
  if (spec.type === 'blockInput' || spec.type === 'blockOutput') return 'port';
  return blockName(spec.type) === null ? 'layer' : 'block';
}

function projectNode(
  document: NetloomDocument,
  flow: Flow,
  spec: NodeSpec,
  position: Position,
  selected: boolean,
): CanvasNode {
  const size = nodeSize(document, spec, flow);
  const ports = portsOfType(document, spec.type);
  return {
    id: spec.id,
    type: cardType(spec),
    position,
    data: { spec },
    width: size.width,
    height: size.height,
    // Said to be measured, React Flow takes the ports from here.
    measured: size,
    selected,
    handles: [
      ...handles(ports.inputs, 'target', size, flow),
      ...handles(ports.outputs, 'source', size, flow),
    ],
  };
}

function projectNote(note: NoteSpec, selected: boolean): NoteCanvasNode {
  return {
    id: noteKey(note.id),
    type: 'note',
    position: note.position,
    data: { note },
    width: note.size.width,
    height: note.size.height,
    selected,
    // Frames and notes lie behind the network; a frame also while it is selected, when React Flow would raise it over its cards.
    zIndex: note.kind === 'frame' ? -2 - (selected ? RAISED : 0) : -1,
  };
}

/** What screen readers call the things on the canvas, in the language on screen. */
export interface CanvasRoles {
  readonly node: string;
  readonly note: string;
  readonly wire: string;
}

/** React Flow's own words are English. */
function roleAttributes(role: string) {
  return { 'aria-roledescription': role };
}

/** Makes projections one after another, using again what the one before already has. */
export function createProjector(roles: CanvasRoles): (input: ProjectionInput) => Projection {
  const attributes = {
    node: roleAttributes(roles.node),
    note: roleAttributes(roles.note),
    wire: roleAttributes(roles.wire),
  };
  let blocks: NetloomDocument['blocks'] | null = null;
  let flow: Flow = 'down';
  let nodes = new Map<string, CanvasNode>();
  let edges = new Map<string, CanvasEdge>();
  let last: Projection = { nodes: [], edges: [] };
  let lastInput: ProjectionInput | null = null;
  return (input) => {
    // React Flow looks for ports on every card that appears. Zoomed out, it finds none, and forgets those it knew: they are set again.
    const isComingNear = lastInput?.isZoomedOut === true && !input.isZoomedOut;
    // The canvas renders for other reasons too: a thousand nodes need not be gone through for them.
    if (lastInput !== null && isSameInput(lastInput, input)) return last;
    lastInput = input;
    const { document, scope, positions, selectedNodes, selectedEdges } = input;
    const nextFlow = flowOf(document, scope);
    // A block's ports may have changed with its definition, and all ports change sides with the flow.
    const isSamePorts = blocks === document.blocks && flow === nextFlow && !isComingNear;
    blocks = document.blocks;
    flow = nextFlow;
    const nextNodes = new Map<string, CanvasNode>();
    for (const note of notesOf(document, scope)) {
      const made = {
        ...projectNote(note, selectedNodes.has(noteKey(note.id))),
        domAttributes: attributes.note,
      };
      nextNodes.set(made.id, reuseNote(nodes.get(made.id), made));
    }
    for (const spec of nodesOf(document, scope)) {
      const position = positions.get(spec.id);
      if (position === undefined) continue;
      const selected = selectedNodes.has(spec.id);
      const before = nodes.get(spec.id);
      const isKnown =
        isSamePorts && before !== undefined && before.type !== 'note' && before.data.spec === spec;
      nextNodes.set(
        spec.id,
        isKnown
          ? placedNode(before, position, selected)
          : { ...projectNode(document, flow, spec, position, selected), domAttributes: attributes.node },
      );
    }
    const nextEdges = new Map<string, CanvasEdge>();
    for (const wire of wiresOf(document, scope)) {
      if (!nextNodes.has(wire.from.id) || !nextNodes.has(wire.to.id)) continue;
      const selected = selectedEdges.has(wire.key);
      const before = edges.get(wire.key);
      const isKnown = isSameEdge(before, wire, selected);
      nextEdges.set(
        wire.key,
        isKnown ? before : { ...projectEdge(wire, selected), domAttributes: attributes.wire },
      );
    }
    nodes = nextNodes;
    edges = nextEdges;
    last = { nodes: sameList(last.nodes, nextNodes), edges: sameList(last.edges, nextEdges) };
    return last;
  };
}

function isSameInput(a: ProjectionInput, b: ProjectionInput): boolean {
  return (
    a.document === b.document &&
    a.scope === b.scope &&
    a.positions === b.positions &&
    a.selectedNodes === b.selectedNodes &&
    a.selectedEdges === b.selectedEdges &&
    a.isZoomedOut === b.isZoomedOut
  );
}

/** The list from before when it has the same members: then React Flow has nothing to look through. */
function sameList<T>(before: T[], now: ReadonlyMap<string, T>): T[] {
  const list = [...now.values()];
  return list.length === before.length && list.every((item, index) => item === before[index]) ? before : list;
}

/** The card from before at another place, or the same object where it has not moved: its size and its ports are what they were. */
function placedNode(
  before: LayerCanvasNode | BlockCanvasNode | PortCanvasNode,
  position: Position,
  selected: boolean,
): CanvasNode {
  const isSamePlace = before.position.x === position.x && before.position.y === position.y;
  return isSamePlace && before.selected === selected ? before : { ...before, position, selected };
}

function reuseNote(before: CanvasNode | undefined, made: NoteCanvasNode): CanvasNode {
  const isSame =
    before?.type === 'note' && before.data.note === made.data.note && before.selected === made.selected;
  return isSame ? before : made;
}

function isSameEdge(before: CanvasEdge | undefined, wire: Wire, selected: boolean): before is CanvasEdge {
  return (
    before !== undefined &&
    before.selected === selected &&
    before.data?.wire.edge === wire.edge &&
    before.data.wire.index === wire.index
  );
}

function projectEdge(wire: Wire, selected: boolean): CanvasEdge {
  return {
    id: wire.key,
    type: 'wire',
    source: wire.from.id,
    sourceHandle: wire.from.port,
    target: wire.to.id,
    targetHandle: wire.to.port,
    data: { wire },
    selected,
    ariaLabel: `${wire.from.id} → ${wire.to.id}`,
  };
}
