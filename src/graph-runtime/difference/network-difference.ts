import { appendTo } from '../collections/group-by';
import { scopeContent } from '../document/apply-edits';
import type { EdgeSpec, NetloomDocument, NodeSpec, ParameterValue, Scope } from '../document/document';
import { parseEndpoint } from '../document/endpoint';

/** What one network has that another does not. Names, places and notes are looks, not the network: they do not count. */

/** A parameter that is not the same; undefined: not set, so that the layer's default holds. */
export interface ParameterChange {
  readonly name: string;
  readonly before: ParameterValue | undefined;
  readonly after: ParameterValue | undefined;
}

/** A node that is in both networks and not the same. */
export interface NodeChange {
  readonly before: NodeSpec;
  readonly after: NodeSpec;
  readonly isTypeChanged: boolean;
  /** Empty when the type is another: parameters of different layers cannot be compared. */
  readonly parameters: readonly ParameterChange[];
}

export interface ScopeDifference {
  readonly scope: Scope;
  readonly added: readonly NodeSpec[];
  readonly removed: readonly NodeSpec[];
  readonly changed: readonly NodeChange[];
  readonly addedEdges: readonly EdgeSpec[];
  /** As they were: between the nodes' ids of the first network. */
  readonly removedEdges: readonly EdgeSpec[];
  /** Which node became which: ids of the first network, and what they are in the second. */
  readonly partners: ReadonlyMap<string, string>;
}

/** Only the scopes in which something differs, the network itself first. */
export type NetworkDifference = readonly ScopeDifference[];

interface Content {
  readonly nodes: readonly NodeSpec[];
  readonly edges: readonly EdgeSpec[];
}

const NOTHING: Content = { nodes: [], edges: [] };

/** How to get from one network to the other. */
export function networkDifference(before: NetloomDocument, after: NetloomDocument): NetworkDifference {
  const blocks = new Set([...Object.keys(before.blocks), ...Object.keys(after.blocks)]);
  return [null, ...blocks]
    .flatMap((scope): ScopeDifference[] => {
      const [old, now] = [scopeContent(before, scope) ?? NOTHING, scopeContent(after, scope) ?? NOTHING];
      // Documents share what an edit does not touch.
      const isShared = old.nodes === now.nodes && old.edges === now.edges;
      return isShared ? [] : [scopeDifference(scope, old, now)];
    })
    .filter(
      ({ added, removed, changed, addedEdges, removedEdges }) =>
        added.length + removed.length + changed.length + addedEdges.length + removedEdges.length > 0,
    );
}

function scopeDifference(scope: Scope, before: Content, after: Content): ScopeDifference {
  const partners = matchNodes(before, after);
  const beforeIds = new Map([...partners].map(([id, partner]) => [partner, id]));
  const nodeAfter = new Map(after.nodes.map((node) => [node.id, node]));
  const changed = before.nodes.flatMap((node) => {
    const partner = nodeAfter.get(partners.get(node.id) ?? '');
    return partner === undefined ? [] : (compareNodes(node, partner) ?? []);
  });
  const added = after.nodes.filter((node) => !beforeIds.has(node.id));
  const removed = before.nodes.filter((node) => !partners.has(node.id));
  // Nothing was added, removed or renamed around the same wires: an edit of parameters, the most frequent one.
  const isRewired = before.edges !== after.edges || [...partners].some(([id, partner]) => id !== partner);
  const edges = isRewired ? edgeDifference(before, after, partners) : { addedEdges: [], removedEdges: [] };
  return { scope, added, removed, changed, ...edges, partners };
}

/** An edge is the same when it joins the same nodes, whatever they are called now. */
function edgeDifference(
  before: Content,
  after: Content,
  partners: ReadonlyMap<string, string>,
): Pick<ScopeDifference, 'addedEdges' | 'removedEdges'> {
  const rename = (edge: EdgeSpec) => edgeKey(edge, (id) => partners.get(id) ?? id);
  const keep = (edge: EdgeSpec) => edgeKey(edge, (id) => id);
  const keysBefore = countKeys(before.edges.map(rename));
  const keysAfter = countKeys(after.edges.map(keep));
  return {
    addedEdges: after.edges.filter((edge) => takeKey(keysBefore, keep(edge))),
    removedEdges: before.edges.filter((edge) => takeKey(keysAfter, rename(edge))),
  };
}

/**
 * Which node became which: those of the same id, and then those that are in the same place. A layer that was replaced by another
 * has another id, but the same neighbors.
 */
function matchNodes(before: Content, after: Content): Map<string, string> {
  const idsAfter = new Set(after.nodes.map((node) => node.id));
  const partners = new Map<string, string>();
  for (const { id } of before.nodes) if (idsAfter.has(id)) partners.set(id, id);
  const taken = new Set(partners.values());
  const free = after.nodes.filter((node) => !taken.has(node.id));
  if (free.length === 0 || partners.size === before.nodes.length) return partners;
  const wiresAfter = wiresByNode(after);
  const wiresBefore = wiresByNode(before);
  const placesAfter = new Map(free.map(({ id }) => [placeOf(wiresAfter.get(id), (other) => other), id]));
  for (const { id } of before.nodes) {
    if (partners.has(id)) continue;
    const place = placeOf(wiresBefore.get(id), (other) => partners.get(other) ?? other);
    const partner = placesAfter.get(place);
    // A node without wires is nowhere.
    if (partner === undefined || place === '') continue;
    partners.set(id, partner);
    placesAfter.delete(place);
  }
  return partners;
}

/** A wire as one of its nodes sees it: the node at its other end, and that one's port. */
interface NodeWire {
  readonly direction: '<' | '>';
  readonly id: string;
  readonly port: string;
}

function wiresByNode({ edges }: Content): ReadonlyMap<string, readonly NodeWire[]> {
  const wires = new Map<string, NodeWire[]>();
  for (const { from, to } of edges) {
    const source = parseEndpoint(from);
    const target = parseEndpoint(to);
    appendTo(wires, source.id, { direction: '>', id: target.id, port: target.port ?? '' });
    if (source.id === target.id) continue;
    appendTo(wires, target.id, { direction: '<', id: source.id, port: source.port ?? '' });
  }
  return wires;
}

/** The wires of a node as one text, with its own id left out; '' when it has none. */
function placeOf(wires: readonly NodeWire[] | undefined, nameOf: (id: string) => string): string {
  return (wires ?? [])
    .map(({ direction, id, port }) => `${direction}${nameOf(id)}:${port}`)
    .sort()
    .join(' ');
}

function edgeKey({ from, to }: EdgeSpec, nameOf: (id: string) => string): string {
  const source = parseEndpoint(from);
  const target = parseEndpoint(to);
  return `${nameOf(source.id)}:${source.port ?? ''}>${nameOf(target.id)}:${target.port ?? ''}`;
}

function countKeys(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

/** True when the other side has none left of this key. */
function takeKey(counts: Map<string, number>, key: string): boolean {
  const count = counts.get(key) ?? 0;
  counts.set(key, count - 1);
  return count <= 0;
}

function compareNodes(before: NodeSpec, after: NodeSpec): NodeChange | null {
  if (before === after) return null;
  const isTypeChanged = before.type !== after.type;
  const parameters = isTypeChanged ? [] : compareParameters(before, after);
  return isTypeChanged || parameters.length > 0 ? { before, after, isTypeChanged, parameters } : null;
}

function compareParameters(before: NodeSpec, after: NodeSpec): ParameterChange[] {
  const old = withState(before);
  const now = withState(after);
  return [...new Set([...Object.keys(old), ...Object.keys(now)])]
    .filter((name) => JSON.stringify(old[name]) !== JSON.stringify(now[name]))
    .map((name) => ({ name, before: old[name], after: now[name] }));
}

/** The parameters, and what else decides over a node's work: whether it is switched on, how it learns, and how often it is there. */
function withState({
  parameters = {},
  enabled,
  muted,
  trainable,
  learningRateFactor,
  sharesWith,
  repeat,
  join,
}: NodeSpec): Readonly<Record<string, ParameterValue>> {
  return {
    ...parameters,
    ...(enabled === undefined || enabled === true ? {} : { enabled }),
    ...(muted === undefined || muted === false ? {} : { muted }),
    ...(trainable === false ? { frozen: true } : {}),
    ...(learningRateFactor === undefined ? {} : { learningRateFactor }),
    ...(sharesWith === undefined ? {} : { sharesWith }),
    ...(repeat === undefined ? {} : { repeat }),
    ...(join === undefined ? {} : { join }),
  };
}
