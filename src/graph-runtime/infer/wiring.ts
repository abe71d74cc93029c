import type { FlatEdge, FlatGraph, FlatNode } from '../blocks/flat-graph';
import type { LayerDefinition } from '../layers/layer';
import { getLayer } from '../layers/registry';

/** A flat node with its layer and the wires at it. */
export interface WiredNode {
  readonly index: number;
  readonly node: FlatNode;
  /** Undefined for the placeholder of something that could not be expanded. */
  readonly layer: LayerDefinition | undefined;
  /** In the order of the layer's ports, and of the edges within a port. */
  readonly incoming: readonly IncomingWire[];
  readonly outgoing: readonly WiredNode[];
}

export interface IncomingWire {
  readonly edge: FlatEdge;
  readonly from: WiredNode;
  /** Which of the source's outputs it carries. */
  readonly output: number;
}

interface Draft extends WiredNode {
  readonly incoming: IncomingWire[];
  readonly outgoing: WiredNode[];
}

/** The flat graph with its wires as references instead of paths, for walking along them. */
export class Wiring {
  readonly nodes: readonly WiredNode[];
  /** Nodes that use the weights of others. */
  readonly sharing: readonly WiredNode[];
  readonly #byPath = new Map<string, Draft>();

  constructor(graph: FlatGraph) {
    const sharing: WiredNode[] = [];
    // In one pass: of thousands of nodes, reading each once more takes longer than what is done with it.
    const nodes = graph.nodes.map((node, index): Draft => {
      const wired = { index, node, layer: getLayer(node.type), incoming: [], outgoing: [] };
      this.#byPath.set(node.path, wired);
      if (node.sharesWith !== undefined) sharing.push(wired);
      return wired;
    });
    this.nodes = nodes;
    this.sharing = sharing;
    for (const edge of graph.edges) this.#addEdge(edge);
    for (const node of nodes) if (node.incoming.length > 1) sortByPort(node);
  }

  get(path: string): WiredNode | undefined {
    return this.#byPath.get(path);
  }

  #addEdge(edge: FlatEdge): void {
    const from = this.#byPath.get(edge.from.path);
    const to = this.#byPath.get(edge.to.path);
    if (from === undefined || to === undefined) return;
    const outputs = from.layer?.outputs ?? [];
    const output = outputs.length <= 1 ? 0 : outputs.findIndex((port) => port.name === edge.from.port);
    to.incoming.push({ edge, from, output });
    from.outgoing.push(to);
  }
}

/** Sorts by the order of the ports; the wires of one port stay in their order (the sort is stable). */
function sortByPort({ layer, incoming }: Draft): void {
  const inputs = layer?.inputs ?? [];
  if (inputs.length < 2) return;
  const place = new Map(inputs.map((port, index) => [port.name, index]));
  incoming.sort((a, b) => (place.get(a.edge.to.port) ?? 0) - (place.get(b.edge.to.port) ?? 0));
}
