/**
 * Paths of nodes in the expanded network: the ids of the block uses around a node and its own, `stage2/residual1/conv1`. A weight is
 * named by the path of its node and what it is there, `stage2/residual1/conv1/kernel`.
 */

/** The path of a node or a weight at a place; '' is the network itself. */
export function joinPath(outer: string, id: string): string {
  return outer === '' ? id : `${outer}/${id}`;
}

/** What is around it: the path of the block use, or of a weight's node. '' at the top. */
export function parentPath(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** The path without what is around it. */
export function lastSegment(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

const JOIN = '_join';

/** The path of the merge that joins copies standing side by side; `port`: of which output, null for the first. */
export function joinPathOf(path: string, port: string | null): string {
  return path + JOIN + (port === null ? '' : `_${port}`);
}

/** The id of the node whose copies are at a name within a scope: `path` of `path2` and of `path_join`. */
export function repeatedNodeOf(name: string): string {
  return name.replace(/(?:\d+|_join(?:_[A-Za-z0-9_-]+)?)$/, '');
}
