import type { FlatEndpoint, FlatGroup, FlatNode } from '../../graph-runtime/blocks/flat-graph';
import type { NetloomDocument, NodeSpec, Scope } from '../../graph-runtime/document/document';
import type { Cost, NetworkAnalysis } from '../../graph-runtime/infer/analysis';
import type { TensorType } from '../../graph-runtime/infer/tensor-type';
import { getLayer } from '../../graph-runtime/layers/registry';
import { blockName, findNode, type PortPlace, portsOfType, wiresOf } from './network';

/**
 * From the scope that is open to the expanded network and back. A location is the path of block uses entered
 * (`stage2/residual1`); the nodes seen there are those of one scope of the document, with the numbers they have at this use.
 */

export function joinPath(location: string, id: string): string {
  return location === '' ? id : `${location}/${id}`;
}

export function parentLocation(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '' : path.slice(0, slash);
}

const groupIndexes = new WeakMap<object, ReadonlyMap<string, FlatGroup>>();

function groupIndex(analysis: NetworkAnalysis): ReadonlyMap<string, FlatGroup> {
  const known = groupIndexes.get(analysis.graph);
  if (known !== undefined) return known;
  const index = new Map(analysis.graph.groups.map((group) => [group.path, group]));
  groupIndexes.set(analysis.graph, index);
  return index;
}

export function groupAt(analysis: NetworkAnalysis, path: string): FlatGroup | undefined {
  return groupIndex(analysis).get(path);
}

const nodeIndexes = new WeakMap<object, ReadonlyMap<string, FlatNode>>();

/** The layer at a path of the expanded network, with its parameters after expressions and defaults. */
export function flatNodeAt(analysis: NetworkAnalysis, path: string): FlatNode | undefined {
  const { graph } = analysis;
  const known = nodeIndexes.get(graph);
  if (known !== undefined) return known.get(path);
  const index = new Map(graph.nodes.map((node) => [node.path, node]));
  nodeIndexes.set(graph, index);
  return index.get(path);
}

/** True for a path that can be entered: a block use that is there, and not the sum of a repeated node's copies. */
function isEnterable(analysis: NetworkAnalysis, path: string): boolean {
  const group = groupAt(analysis, path);
  if (group === undefined || blockName(group.node) === null) return false;
  return group.node.repeat === undefined || lastSegment(path) !== group.origin.id;
}

function lastSegment(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The location, or the nearest one around it that is still there (an undo may have taken the block away). */
export function existingLocation(analysis: NetworkAnalysis, location: string): string {
  let path = location;
  while (path !== '' && !isEnterable(analysis, path)) path = parentLocation(path);
  return path;
}

export function scopeAt(analysis: NetworkAnalysis, location: string): Scope {
  return location === '' ? null : (groupAt(analysis, location)?.block ?? null);
}

/** The locations inside a node's block, one for each copy; none for a layer or a node that is switched off. */
export function locationsInside(analysis: NetworkAnalysis, location: string, id: string): string[] {
  const found: string[] = [];
  for (const group of analysis.graph.groups) {
    if (group.origin.id !== id || parentLocation(group.path) !== location) continue;
    if (isEnterable(analysis, group.path)) found.push(group.path);
  }
  return found;
}

/** The paths of the layers that a node stands for: itself, or its copies. */
export function layerPaths(analysis: NetworkAnalysis, location: string, node: NodeSpec): string[] {
  const path = joinPath(location, node.id);
  if (analysis.nodes.has(path)) return [path];
  const paths: string[] = [];
  for (let copy = 1; node.repeat !== undefined; copy += 1) {
    const copyPath = `${path}${copy}`;
    if (!analysis.nodes.has(copyPath)) break;
    paths.push(copyPath);
  }
  return paths;
}

/**
 * How a node takes part. `bypassed`: it passes its input through, because it is switched off, or because it is a merge that muted
 * nodes have left with one wire. `muted`: by itself. `cut`: it lives on muted nodes alone, or works for them alone.
 */
export type NodeState = 'on' | 'bypassed' | 'muted' | 'cut';

export function nodeState(analysis: NetworkAnalysis, location: string, node: NodeSpec): NodeState {
  if (node.type === 'blockInput' || node.type === 'blockOutput') return 'on';
  if (node.muted === true) return 'muted';
  // What could not be expanded has a placeholder: it is there, and has its error.
  const isThere =
    analysis.groups.has(joinPath(location, node.id)) || layerPaths(analysis, location, node).length > 0;
  if (isThere) return 'on';
  const isSwitchedOff = (node.enabled !== undefined && node.enabled !== true) || node.repeat !== undefined;
  if (isSwitchedOff) return 'bypassed';
  const [input] = portsOfType(analysis.document, node.type).inputs;
  const isFed =
    input?.isVariadic === true && passedType(analysis, location, node, new Set([node.id])) !== null;
  return isFed ? 'bypassed' : 'cut';
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
export function typeFrom(
  analysis: NetworkAnalysis,
  location: string,
  place: PortPlace,
  seen: ReadonlySet<string> = new Set(),
): TensorType | null {
  const document: NetloomDocument = analysis.document;
  const scope = scopeAt(analysis, location);
  const node = findNode(document, scope, place.id);
  if (node === undefined || seen.has(place.id)) return null;
  if (node.type === 'blockInput') return flatType(analysis, groupAt(analysis, location)?.inputs[node.id]);
  const path = joinPath(location, node.id);
  const group = analysis.groups.get(path);
  if (group !== undefined) return group.outputs[place.port] ?? null;
  const outputs = analysis.nodes.get(path)?.outputs;
  if (outputs !== undefined) {
    const index = portsOfType(document, node.type).outputs.findIndex((port) => port.name === place.port);
    return outputs?.[Math.max(0, index)] ?? null;
  }
  const isPassing = nodeState(analysis, location, node) === 'bypassed';
  return isPassing ? passedType(analysis, location, node, new Set([...seen, place.id])) : null;
}

/** A node that passes its input through puts out what enters its first input along the first wire that brings anything. */
function passedType(
  analysis: NetworkAnalysis,
  location: string,
  node: NodeSpec,
  seen: ReadonlySet<string>,
): TensorType | null {
  const [input] = portsOfType(analysis.document, node.type).inputs;
  if (input === undefined) return null;
  const wires = wiresOf(analysis.document, scopeAt(analysis, location));
  for (const wire of wires) {
    if (wire.to.id !== node.id || wire.to.port !== input.name) continue;
    const type = typeFrom(analysis, location, wire.from, seen);
    if (type !== null) return type;
  }
  return null;
}

const NO_COST: Cost = {
  trainableParameters: 0,
  otherParameters: 0,
  multiplyAccumulates: 0,
  activationBytes: 0,
};

/** The cost of a node of the open scope, with everything inside and all its copies. */
export function costAt(analysis: NetworkAnalysis, location: string, id: string): Cost {
  const path = joinPath(location, id);
  return analysis.groups.get(path)?.cost ?? analysis.nodes.get(path)?.cost ?? NO_COST;
}

/** Where in the editor a path of the expanded network is seen: the location to open and the node to select there. */
export function placeOfPath(
  analysis: NetworkAnalysis,
  path: string,
): { location: string; id: string } | null {
  if (path === '') return null;
  const location = existingLocation(analysis, parentLocation(path));
  const rest = location === '' ? path : path.slice(location.length + 1);
  const segment = rest.split('/')[0] ?? rest;
  const scope = scopeAt(analysis, location);
  if (findNode(analysis.document, scope, segment) !== undefined) return { location, id: segment };
  // `residual2` is the second copy of `residual`.
  const original = segment.replace(/\d+$/, '');
  return findNode(analysis.document, scope, original) === undefined ? null : { location, id: original };
}
