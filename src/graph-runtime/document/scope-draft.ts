import type { BlockSpec, EdgeSpec, NodeSpec } from './document';
import { parseEndpoint } from './endpoint';

/** What a scope holds: the network itself, or one of its blocks. */
export type ScopeContent = Pick<BlockSpec, 'parameters' | 'nodes' | 'edges'>;

/** Look-ups that go through the list; for more than these an index is made. */
const SEARCHES = 4;

/**
 * Nodes and edges of one scope while a list of edits is applied to them: looked up by index, and copied once instead of once for each
 * edit. Deleting thousands of nodes takes one pass over the edges, not thousands.
 */
export class ScopeDraft {
  readonly #content: ScopeContent;
  #nodes: NodeSpec[];
  #edges: EdgeSpec[];
  /** Where each node is; null until it pays to know. */
  #places: Map<string, number> | null = null;
  #searches = 0;
  /** Nodes that are removed but not yet taken out of the lists. */
  readonly #removed = new Set<string>();

  constructor(content: ScopeContent) {
    this.#content = content;
    this.#nodes = content.nodes;
    this.#edges = content.edges;
  }

  /** What has changed; a list in which nothing did is the same object as before. */
  changes(): Partial<Pick<ScopeContent, 'nodes' | 'edges'>> {
    this.#settle();
    return {
      ...(this.#nodes === this.#content.nodes ? {} : { nodes: this.#nodes }),
      ...(this.#edges === this.#content.edges ? {} : { edges: this.#edges }),
    };
  }

  hasNode(id: string): boolean {
    return this.#placeOf(id) !== -1;
  }

  /** At the end, or before the node at `index`. The id must be free. */
  addNode(node: NodeSpec, index: number | undefined): void {
    this.#settle();
    const nodes = this.#ownNodes();
    if (isAtEnd(nodes, index)) this.#places?.set(node.id, nodes.length);
    else this.#forgetPlaces();
    insertAt(nodes, node, index);
  }

  /** With every edge at it. */
  removeNode(id: string): void {
    if (this.hasNode(id)) this.#removed.add(id);
  }

  /** `change` returns the same node where there is nothing to change. */
  updateNode(id: string, change: (node: NodeSpec) => NodeSpec): void {
    const place = this.#placeOf(id);
    const node = this.#nodes[place];
    if (node === undefined) return;
    const changed = change(node);
    if (changed !== node) this.#ownNodes()[place] = changed;
  }

  /** At the end, or before the edge at `index`. */
  addEdge(edge: EdgeSpec, index: number | undefined): void {
    this.#settle();
    insertAt(this.#ownEdges(), edge, index);
  }

  /** The edge at `index` when it is equal to this one, otherwise the first that is. */
  removeEdge(edge: EdgeSpec, index: number | undefined): void {
    this.#settle();
    const place = edgePlace(this.#edges, edge, index);
    if (place !== -1) this.#ownEdges().splice(place, 1);
  }

  #placeOf(id: string): number {
    if (this.#removed.has(id)) this.#settle();
    if (this.#places === null && this.#searches < SEARCHES) {
      this.#searches += 1;
      return this.#nodes.findIndex((node) => node.id === id);
    }
    // From the back: of two nodes with one id, which no valid document has, the first counts.
    this.#places ??= new Map(this.#nodes.map((node, place): [string, number] => [node.id, place]).reverse());
    return this.#places.get(id) ?? -1;
  }

  #forgetPlaces(): void {
    this.#places = null;
  }

  #ownNodes(): NodeSpec[] {
    if (this.#nodes === this.#content.nodes) this.#nodes = this.#nodes.slice();
    return this.#nodes;
  }

  #ownEdges(): EdgeSpec[] {
    if (this.#edges === this.#content.edges) this.#edges = this.#edges.slice();
    return this.#edges;
  }

  /** Takes the removed nodes and their edges out of the lists. */
  #settle(): void {
    if (this.#removed.size === 0) return;
    const taken = new Set<string>();
    // Of two nodes with one id only the first is meant.
    this.#nodes = this.#nodes.filter(({ id }) => {
      if (!this.#removed.has(id) || taken.has(id)) return true;
      taken.add(id);
      return false;
    });
    const isLeft = ({ from, to }: EdgeSpec) =>
      !this.#removed.has(parseEndpoint(from).id) && !this.#removed.has(parseEndpoint(to).id);
    if (!this.#edges.every(isLeft)) this.#edges = this.#edges.filter(isLeft);
    this.#removed.clear();
    this.#forgetPlaces();
  }
}

function isAtEnd(items: readonly unknown[], index: number | undefined): boolean {
  return index === undefined || index >= items.length;
}

function insertAt<T>(items: T[], item: T, index: number | undefined): void {
  if (index === undefined || isAtEnd(items, index)) items.push(item);
  else items.splice(Math.max(0, Math.floor(index)), 0, item);
}

/** Where an edge is: at `index` when it is that one, otherwise the first that is equal; -1 when there is none. */
export function edgePlace(edges: readonly EdgeSpec[], edge: EdgeSpec, index?: number): number {
  const isEqual = (other: EdgeSpec | undefined) => other?.from === edge.from && other?.to === edge.to;
  if (index !== undefined && isEqual(edges[index])) return index;
  return edges.findIndex(isEqual);
}
