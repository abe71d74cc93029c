import { appendTo, groupBy } from '../../../graph-runtime/collections/group-by';
import { oncePer } from '../../../graph-runtime/collections/once-per';
import { scopeContent } from '../../../graph-runtime/document/apply-edits';
import { blockName } from '../../../graph-runtime/document/block-type';
import type {
  BlockSpec,
  EdgeSpec,
  NetloomDocument,
  NodeSpec,
  Scope,
} from '../../../graph-runtime/document/document';
import { parseEndpoint } from '../../../graph-runtime/document/endpoint';
import { getLayer } from '../../../graph-runtime/layers/registry';

/** Reads of the document in the editor's terms: ports and wires of one scope. */

export interface Port {
  readonly name: string;
  /** Takes any number of wires. */
  readonly isVariadic: boolean;
}

export interface Ports {
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
}

/** One end of a wire, with the port spelled out. */
export interface PortPlace {
  readonly id: string;
  readonly port: string;
}

/** An edge of the document, taken apart. */
export interface Wire {
  /** Unique in its scope, and the same as long as the wire is the same. */
  readonly key: string;
  readonly edge: EdgeSpec;
  /** Its place in the scope's list of edges. */
  readonly index: number;
  readonly from: PortPlace;
  readonly to: PortPlace;
}

const IN: Port = { name: 'in', isVariadic: false };
const OUT: Port = { name: 'out', isVariadic: false };

/** A block's ports are its inner port nodes; a type nobody knows gets one of each, so that its wires can be drawn. */
export function portsOfType(document: NetloomDocument, type: string): Ports {
  const block = blockName(type);
  if (block !== null) {
    const nodes = scopeContent(document, block)?.nodes ?? [];
    const ofType = (wanted: string) =>
      nodes.filter((node) => node.type === wanted).map((node) => ({ name: node.id, isVariadic: false }));
    return { inputs: ofType('blockInput'), outputs: ofType('blockOutput') };
  }
  if (type === 'blockInput') return { inputs: [], outputs: [OUT] };
  if (type === 'blockOutput') return { inputs: [IN], outputs: [] };
  const layer = getLayer(type);
  if (layer === undefined) return { inputs: [IN], outputs: [OUT] };
  const toPort = (port: { name: string; isVariadic?: boolean }) => ({
    name: port.name,
    isVariadic: port.isVariadic ?? false,
  });
  return { inputs: layer.inputs.map(toPort), outputs: layer.outputs.map(toPort) };
}

export function nodesOf(document: NetloomDocument, scope: Scope): readonly NodeSpec[] {
  return scopeContent(document, scope)?.nodes ?? [];
}

/** A scope's nodes by id; made once for each state of the scope, because every card on the canvas asks. */
const nodeIndex = oncePer(
  (nodes: readonly NodeSpec[]): ReadonlyMap<string, NodeSpec> =>
    new Map(nodes.map((node) => [node.id, node])),
);

export function findNode(document: NetloomDocument, scope: Scope, id: string): NodeSpec | undefined {
  return nodeIndex(nodesOf(document, scope)).get(id);
}

interface KnownWires {
  readonly nodes: readonly NodeSpec[];
  readonly blocks: NetloomDocument['blocks'];
  readonly wires: readonly Wire[];
}

const knownWires = new WeakMap<readonly EdgeSpec[], KnownWires>();

/** Wires depend on what nodes are called and what ports they have, not on their numbers, names and places. */
function isSameNodes(a: readonly NodeSpec[], b: readonly NodeSpec[]): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  return a.every((node, at) => node === b[at] || (node.id === b[at]?.id && node.type === b[at]?.type));
}

/** All wires of a scope whose nodes exist, in document order; kept while they are the same, because much of the window asks. */
export function wiresOf(document: NetloomDocument, scope: Scope): readonly Wire[] {
  const content = scopeContent(document, scope);
  if (content === undefined) return [];
  const known = knownWires.get(content.edges);
  const isKnown = known?.blocks === document.blocks && isSameNodes(known.nodes, content.nodes);
  // The next to ask has these nodes: they need not be compared again.
  const wires = known !== undefined && isKnown ? known.wires : readWires(document, content);
  if (isKnown && known?.nodes === content.nodes) return wires;
  knownWires.set(content.edges, { nodes: content.nodes, blocks: document.blocks, wires });
  return wires;
}

function readWires(document: NetloomDocument, content: Pick<BlockSpec, 'nodes' | 'edges'>): Wire[] {
  const ports = new Map(content.nodes.map((node) => [node.id, portsOfType(document, node.type)]));
  const seen = new Map<string, number>();
  const wires: Wire[] = [];
  for (const [index, edge] of content.edges.entries()) {
    const from = parseEndpoint(edge.from);
    const to = parseEndpoint(edge.to);
    const source = ports.get(from.id);
    const target = ports.get(to.id);
    if (source === undefined || target === undefined) continue;
    const text = `${edge.from}>${edge.to}`;
    const count = seen.get(text) ?? 0;
    seen.set(text, count + 1);
    wires.push({
      key: count === 0 ? text : `${text}#${count}`,
      edge,
      index,
      from: { id: from.id, port: from.port ?? source.outputs[0]?.name ?? 'out' },
      to: { id: to.id, port: to.port ?? target.inputs[0]?.name ?? 'in' },
    });
  }
  return wires;
}

const NO_WIRES: readonly Wire[] = [];

const enteringWires = oncePer((wires: readonly Wire[]) => groupBy(wires, ({ to }) => to.id));

/** The wires that enter a node, in document order; found by an index, because every card asks. */
export function wiresInto(document: NetloomDocument, scope: Scope, id: string): readonly Wire[] {
  return enteringWires(wiresOf(document, scope)).get(id) ?? NO_WIRES;
}

/** The input ports of a node that wires enter, as one text, so that what did not change is not drawn again. */
export function takenInputsOf(document: NetloomDocument, scope: Scope, id: string): string {
  return wiresInto(document, scope, id)
    .map(({ to }) => ` ${to.port}`)
    .join('');
}

/** An endpoint as the document writes it: without the port where it is the first one. */
export function writeEndpoint(place: PortPlace, ports: readonly Port[]): string {
  return ports[0]?.name === place.port ? place.id : `${place.id}:${place.port}`;
}

/** The edge between two ports as the document writes it. */
export function writeEdge(document: NetloomDocument, scope: Scope, from: PortPlace, to: PortPlace): EdgeSpec {
  const portsAt = (id: string) => portsOfType(document, findNode(document, scope, id)?.type ?? '');
  return {
    from: writeEndpoint(from, portsAt(from.id).outputs),
    to: writeEndpoint(to, portsAt(to.id).inputs),
  };
}

/** Every node that can be reached from `start` along the wires, without `start` itself unless it lies on a cycle. */
export function reachableFrom(wires: readonly Wire[], start: string): Set<string> {
  const next = new Map<string, string[]>();
  for (const { from, to } of wires) appendTo(next, from.id, to.id);
  const reached = new Set<string>();
  const open = [start];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const target of next.get(id) ?? []) {
      if (reached.has(target)) continue;
      reached.add(target);
      open.push(target);
    }
  }
  return reached;
}

/** Every node from which `end` can be reached. */
export function reachingTo(wires: readonly Wire[], end: string): Set<string> {
  return reachableFrom(
    wires.map((wire) => ({ ...wire, from: wire.to, to: wire.from })),
    end,
  );
}
