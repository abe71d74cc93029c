import type { FlatEndpoint } from '../../../graph-runtime/blocks/flat-graph';
import { readCondition } from '../../../graph-runtime/blocks/resolve-parameters';
import { oncePerNamed } from '../../../graph-runtime/collections/once-per';
import type { NodeSpec } from '../../../graph-runtime/document/document';
import { joinPath } from '../../../graph-runtime/document/node-path';
import type { NetworkAnalysis } from '../../../graph-runtime/infer/analysis';
import { getLayer } from '../../../graph-runtime/layers/registry';
import type { TensorType } from '../../../graph-runtime/layers/tensor-type';
import { findNode, type PortPlace, portsOfType, wiresInto } from '../document/network';
import { flatNodeAt, groupAt, layerPaths, scopeAt } from './location';
import { scopeValues } from './scope-values';

/** How nodes of the open scope take part in the network, and what flows out of them. */

/**
 * How a node takes part. `bypassed`: it passes its input through, because it is switched off, or because it is a merge that muted
 * nodes have left with one wire. `muted`: by itself. `cut`: it depends on muted nodes alone, or feeds them alone.
 */
export type NodeState = 'on' | 'bypassed' | 'muted' | 'cut';

export function nodeState(analysis: NetworkAnalysis, location: string, node: NodeSpec): NodeState {
  if (node.type === 'blockInput' || node.type === 'blockOutput') return 'on';
  if (isMuted(analysis, location, node)) return 'muted';
  if (isThere(analysis, location, node)) return 'on';
  if (isSwitchedOff(node)) return 'bypassed';
  const isFed = isMerge(analysis, node) && passedType(analysis, location, node) !== null;
  return isFed ? 'bypassed' : 'cut';
}

/** Whether it is muted by itself, always or by its condition here. */
function isMuted(analysis: NetworkAnalysis, location: string, { muted }: NodeSpec): boolean {
  if (typeof muted !== 'string') return muted === true;
  const reading = readCondition(muted, scopeValues(analysis, location));
  return reading.ok && reading.value;
}

/** What could not be expanded has a placeholder: it is there, and has its error. */
function isThere(analysis: NetworkAnalysis, location: string, node: NodeSpec): boolean {
  return analysis.groups.has(joinPath(location, node.id)) || layerPaths(analysis, location, node).length > 0;
}

function isSwitchedOff(node: NodeSpec): boolean {
  return (node.enabled !== undefined && node.enabled !== true) || node.repeat !== undefined;
}

function isMerge(analysis: NetworkAnalysis, node: NodeSpec): boolean {
  return portsOfType(analysis.document, node.type).inputs[0]?.isVariadic === true;
}

/** Whether a node passes on what enters it, if anything does. */
function mayPass(analysis: NetworkAnalysis, location: string, node: NodeSpec): boolean {
  if (node.type === 'blockInput' || node.type === 'blockOutput') return false;
  if (isMuted(analysis, location, node)) return false;
  return !isThere(analysis, location, node) && (isSwitchedOff(node) || isMerge(analysis, node));
}

function flatType(analysis: NetworkAnalysis, endpoint: FlatEndpoint | undefined): TensorType | null {
  if (endpoint === undefined) return null;
  const outputs = analysis.nodes.get(endpoint.path)?.outputs;
  if (outputs === undefined || outputs === null) return null;
  const ports = getLayer(flatNodeAt(analysis, endpoint.path)?.type ?? '')?.outputs ?? [];
  const index = ports.findIndex((port) => port.name === endpoint.port);
  return outputs[Math.max(0, index)] ?? null;
}

/** What flows out of a port of the open scope; null where it is not known. */
export function typeFrom(analysis: NetworkAnalysis, location: string, place: PortPlace): TensorType | null {
  const source = sourceOf(analysis, location, place);
  return source.kind === 'type' ? source.type : passedType(analysis, location, source.node);
}

/** What its own port has, or the node that passes its input on there. */
type Source =
  | { readonly kind: 'type'; readonly type: TensorType | null }
  | { readonly kind: 'passing'; readonly node: NodeSpec };

function sourceOf(analysis: NetworkAnalysis, location: string, place: PortPlace): Source {
  const own = (type: TensorType | null | undefined): Source => ({ kind: 'type', type: type ?? null });
  const { document } = analysis;
  const node = findNode(document, scopeAt(analysis, location), place.id);
  if (node === undefined) return own(null);
  if (node.type === 'blockInput')
    return own(flatType(analysis, groupAt(analysis, location)?.inputs[node.id]));
  const path = joinPath(location, node.id);
  const group = analysis.groups.get(path);
  if (group !== undefined) return own(group.outputs[place.port]);
  const outputs = analysis.nodes.get(path)?.outputs;
  if (outputs !== undefined) {
    const index = portsOfType(document, node.type).outputs.findIndex((port) => port.name === place.port);
    return own(outputs?.[Math.max(0, index)]);
  }
  return mayPass(analysis, location, node) ? { kind: 'passing', node } : own(null);
}

/** What is known already of a location: thousands of cards ask for the same chain of nodes that are switched off. */
const knownTypes = oncePerNamed(
  (_analysis: NetworkAnalysis, _location: string) => new Map<string, TensorType | null>(),
);

interface Visit {
  readonly id: string;
  /** What feeds its first input, in the order of the wires. */
  readonly feeding: Iterator<PortPlace>;
}

/**
 * A node that passes its input through outputs what enters its first input along the first wire that brings anything. Found without
 * recursion: a chain of thousands of nodes may be switched off.
 */
function passedType(analysis: NetworkAnalysis, location: string, node: NodeSpec): TensorType | null {
  const known = knownTypes(analysis, location);
  const before = known.get(node.id);
  if (before !== undefined) return before;
  const visited = new Set<string>();
  const path: Visit[] = [];
  const visit = (next: NodeSpec) => {
    visited.add(next.id);
    path.push({ id: next.id, feeding: feeding(analysis, location, next).values() });
  };
  visit(node);
  for (let last = path.at(-1); last !== undefined; last = path.at(-1)) {
    const next = last.feeding.next();
    if (next.done === true) {
      path.pop();
      continue;
    }
    const source = sourceOf(analysis, location, next.value);
    const type = source.kind === 'type' ? source.type : (known.get(source.node.id) ?? null);
    if (type !== null) {
      for (const { id } of path) known.set(id, type);
      return type;
    }
    if (source.kind === 'passing' && !visited.has(source.node.id) && !known.has(source.node.id))
      visit(source.node);
  }
  // Nothing was found from any of them, whichever is asked first.
  for (const id of visited) known.set(id, null);
  return null;
}

function feeding(analysis: NetworkAnalysis, location: string, node: NodeSpec): PortPlace[] {
  const [input] = portsOfType(analysis.document, node.type).inputs;
  const entering = wiresInto(analysis.document, scopeAt(analysis, location), node.id);
  return entering.flatMap(({ to, from }) => (to.port === input?.name ? [from] : []));
}
