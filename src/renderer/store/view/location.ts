import type { FlatGroup, FlatNode } from '../../../graph-runtime/blocks/flat-graph';
import { appendTo } from '../../../graph-runtime/collections/group-by';
import { oncePer } from '../../../graph-runtime/collections/once-per';
import { blockName } from '../../../graph-runtime/document/block-type';
import type { NodeSpec, Scope } from '../../../graph-runtime/document/document';
import { joinPath, lastSegment, parentPath, repeatedNodeOf } from '../../../graph-runtime/document/node-path';
import type { Cost, NetworkAnalysis } from '../../../graph-runtime/infer/analysis';
import { findNode } from '../document/network';

/**
 * From the scope that is open to the expanded network and back. A location is the path of block uses entered
 * (`stage2/residual1`); the nodes seen there are those of one scope of the document, with the numbers they have at this use.
 */

const groupIndex = oncePer(
  ({ groups }: NetworkAnalysis['graph']): ReadonlyMap<string, FlatGroup> =>
    new Map(groups.map((group) => [group.path, group])),
);

export function groupAt(analysis: NetworkAnalysis, path: string): FlatGroup | undefined {
  return groupIndex(analysis.graph).get(path);
}

const nodeIndex = oncePer(
  ({ nodes }: NetworkAnalysis['graph']): ReadonlyMap<string, FlatNode> =>
    new Map(nodes.map((node) => [node.path, node])),
);

/** The layer at a path of the expanded network, with its parameters after expressions and defaults. */
export function flatNodeAt(analysis: NetworkAnalysis, path: string): FlatNode | undefined {
  return nodeIndex(analysis.graph).get(path);
}

/** True for a path that can be entered: a block use that is there, and not the sum of a repeated node's copies. */
function isEnterable(graph: NetworkAnalysis['graph'], path: string): boolean {
  const group = groupIndex(graph).get(path);
  if (group === undefined || blockName(group.node.type) === null) return false;
  return group.node.repeat === undefined || lastSegment(path) !== group.origin.id;
}

/** The location, or the nearest one around it that is still there (an undo may have taken the block away). */
export function existingLocation(analysis: NetworkAnalysis, location: string): string {
  let path = location;
  while (path !== '' && !isEnterable(analysis.graph, path)) path = parentPath(path);
  return path;
}

export function scopeAt(analysis: NetworkAnalysis, location: string): Scope {
  return location === '' ? null : (groupAt(analysis, location)?.block ?? null);
}

/** The paths that can be entered, by the path of the node of the document they are a copy of: every block's card asks. */
const insideIndex = oncePer((graph: NetworkAnalysis['graph']): ReadonlyMap<string, readonly string[]> => {
  const index = new Map<string, string[]>();
  for (const { path, origin } of graph.groups)
    if (isEnterable(graph, path)) appendTo(index, joinPath(parentPath(path), origin.id), path);
  return index;
});

const NOWHERE: readonly string[] = [];

/** The locations inside a node's block, one for each copy; none for a layer or a node that is switched off. */
export function locationsInside(analysis: NetworkAnalysis, location: string, id: string): readonly string[] {
  return insideIndex(analysis.graph).get(joinPath(location, id)) ?? NOWHERE;
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

const NO_COST: Cost = {
  trainableParameters: 0,
  frozenParameters: 0,
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
  const location = existingLocation(analysis, parentPath(path));
  const id = nodeInLocation(analysis, location, path);
  return id === null ? null : { location, id };
}

/** The node of a location that a path leads to or into; null where it leads elsewhere. */
export function nodeInLocation(analysis: NetworkAnalysis, location: string, path: string): string | null {
  if (location !== '' && !path.startsWith(`${location}/`)) return null;
  const rest = location === '' ? path : path.slice(location.length + 1);
  const segment = rest.split('/')[0] ?? rest;
  const scope = scopeAt(analysis, location);
  if (findNode(analysis.document, scope, segment) !== undefined) return segment;
  // `residual2` is the second copy of `residual`, `residual_join` the merge of its copies.
  const original = repeatedNodeOf(segment);
  return findNode(analysis.document, scope, original) === undefined ? null : original;
}
