import type { NetworkAnalysis, NodeWeight } from '../infer/analysis';
import type { OpGraph } from '../ops/op-graph';
import { type Variable, variable } from '../ops/variables';

/** One weight or running statistic of the network, kept as a variable in the session. */
export interface ProgramWeight {
  /** Path of the node and the weight's name there: `stage3/residual2/conv1/kernel`. */
  readonly name: string;
  readonly path: string;
  /** Paths of the other nodes that use it. */
  readonly sharedBy: readonly string[];
  readonly description: NodeWeight;
  readonly variable: Variable;
}

/** Declares a variable for every weight of the given nodes, in their order. */
export function declareWeights(
  graph: OpGraph,
  analysis: NetworkAnalysis,
  paths: readonly string[],
): readonly ProgramWeight[] {
  const sharing = sharersOf(analysis, paths);
  return ownersOf(analysis, paths).flatMap((path) =>
    (analysis.nodes.get(path)?.weights ?? []).map((description) => {
      const name = `${path}/${description.name}`;
      const declared = graph.scoped(`variables/${name}`, () => variable(graph, name, description.shape));
      return { name, path, sharedBy: sharing.get(path) ?? [], description, variable: declared };
    }),
  );
}

/** Paths of the nodes whose weights some use, each once: themselves, or those that they share with. */
export function ownersOf({ nodes }: NetworkAnalysis, paths: readonly string[]): readonly string[] {
  return [...new Set(paths.map((path) => nodes.get(path)?.sharesWith ?? path))];
}

/** The nodes among some that use the weights of another, by that other's path. */
function sharersOf(
  { nodes }: NetworkAnalysis,
  paths: readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const sharers = new Map<string, string[]>();
  for (const path of paths) {
    const owner = nodes.get(path)?.sharesWith;
    if (owner !== undefined) sharers.set(owner, [...(sharers.get(owner) ?? []), path]);
  }
  return sharers;
}
