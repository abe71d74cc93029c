import { DISTANCE_MEASURES, type DistanceMeasure } from '../layers/distance';
import type { NetworkPlan } from './lower-network';

/** Where a network that compares images has each image as one point, and how far points are apart. */
export interface Embedding {
  /** Path of the node: the last of the example's own branch. */
  readonly path: string;
  /** What the branches meet in says it where that is a Distance layer; `euclidean` of any other. */
  readonly measure: DistanceMeasure;
}

/**
 * The embedding of a network that compares images: the output of the example's branch where it meets another one; where they meet at several
 * places, at the last. Null of networks that compare nothing, and where images meet as they are.
 */
export function embeddingOf({ analysis, inputs, tuple, paths }: NetworkPlan): Embedding | null {
  const [example] = inputs;
  if (tuple === null || example === undefined) return null;
  const { nodes, edges } = analysis.graph;
  const members = new Set(inputs.map(({ path }) => path));
  const used = new Set(paths);
  /** The images that a node depends on. */
  const seen = new Map<string, ReadonlySet<string>>();
  // Every node is after what it reads.
  for (const path of analysis.order) {
    const sources = edges.filter(({ to }) => to.path === path).map(({ from }) => seen.get(from.path) ?? []);
    seen.set(path, new Set([...(members.has(path) ? [path] : []), ...sources.flatMap((all) => [...all])]));
  }
  const isOwn = (path: string) => seen.get(path)?.size === 1 && seen.get(path)?.has(example.path) === true;
  const meetings = analysis.order.flatMap((to) =>
    edges.filter((edge) => edge.to.path === to && used.has(to) && isOwn(edge.from.path) && !isOwn(to)),
  );
  const last = meetings.at(-1);
  if (last === undefined || last.from.path === example.path) return null;
  const met = nodes.find(({ path }) => path === last.to.path);
  const measure = DISTANCE_MEASURES.find((one) => met?.type === 'distance' && met.parameters.measure === one);
  return { path: last.from.path, measure: measure ?? 'euclidean' };
}
