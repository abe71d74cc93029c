import { getLayer } from '../layers/registry';
import type { NetworkPlan } from './lower-network';

/**
 * Path of the last feature maps of a network: the output of its last convolution of more than one pixel, or of what follows it at its
 * own size (normalization, activation, joining with other branches). Null when no convolution leads to the output.
 *
 * @param output path of the output that they lead to; by default the first main one
 */
export function lastFeatureMaps(
  { analysis, main, paths }: NetworkPlan,
  output: string = main.path,
): string | null {
  const { nodes, edges } = analysis.graph;
  const typeOf = new Map(nodes.map(({ path, type }) => [path, type]));
  const used = ancestorsOf(edges, output);
  /** Height and width; null of what are no maps, or single pixels. */
  const sizeOf = (path: string): string | null => {
    const [height = 1, width = 1, channels] = analysis.nodes.get(path)?.outputs?.[0]?.shape ?? [];
    return channels === undefined || height * width === 1 ? null : `${height} ${width}`;
  };
  const isConvolution = (path: string) => getLayer(typeOf.get(path) ?? '')?.category === 'convolution';
  const convolutions = paths.filter((path) => used.has(path) && isConvolution(path) && sizeOf(path) !== null);
  let last = convolutions.at(-1) ?? null;
  while (last !== null) {
    const current: string = last;
    const [only, ...others] = edges.filter(({ from, to }) => from.path === current && used.has(to.path));
    if (only === undefined || others.length > 0 || sizeOf(only.to.path) !== sizeOf(current)) break;
    last = only.to.path;
  }
  return last;
}

/** All nodes that a node depends on, and itself. */
function ancestorsOf(edges: NetworkPlan['analysis']['graph']['edges'], path: string): ReadonlySet<string> {
  const found = new Set([path]);
  // A set yields what is added while it is walked.
  for (const at of found) {
    for (const { from, to } of edges) if (to.path === at) found.add(from.path);
  }
  return found;
}
