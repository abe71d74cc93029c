import type { FlatGraph } from '../blocks/flat-graph';
import type { Scope } from '../document/document';
import type { NetworkAnalysis } from './analysis';

/** A node of the document as one text: `conv1` of the network itself, `residual/conv1` of a block's definition. */
export function placeKey(scope: Scope, id: string): string {
  return scope === null ? id : `${scope}/${id}`;
}

/** Finds the nodes of the document that a flat path is of: the layer itself, and the uses of blocks around it. */
export function placesOfPaths(graph: FlatGraph): (path: string) => readonly string[] {
  const groups = new Map(graph.groups.map(({ path, origin }) => [path, placeKey(origin.scope, origin.id)]));
  const nodes = new Map(graph.nodes.map(({ path, origin }) => [path, placeKey(origin.scope, origin.id)]));
  return (path) => {
    const names = path.split('/');
    const around = names.slice(1).map((_, at) => groups.get(names.slice(0, at + 1).join('/')));
    return [...around, nodes.get(path)].flatMap((place) => place ?? []);
  };
}

const known = new WeakMap<NetworkAnalysis, ReadonlySet<string>>();

/** The nodes of the document (`placeKey`) with weights in them: what can be frozen. */
export function weightedPlaces(analysis: NetworkAnalysis): ReadonlySet<string> {
  let places = known.get(analysis);
  if (places === undefined) {
    const placesOf = placesOfPaths(analysis.graph);
    const weighted = [...analysis.nodes.values()].filter(({ weights }) => weights.length > 0);
    places = new Set(weighted.flatMap(({ path }) => placesOf(path)));
    known.set(analysis, places);
  }
  return places;
}
