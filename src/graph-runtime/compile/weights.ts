import type { NetworkAnalysis, NodeWeight } from '../infer/analysis';
import type { OpGraph } from '../ops/op-graph';
import { type Variable, variable } from '../ops/variables';

/** One weight or running statistic of the network, kept as a variable in the session. */
export interface ProgramWeight {
  /** Path of the node and the weight's name there: `stage3/residual2/conv1/kernel`. */
  readonly name: string;
  readonly path: string;
  readonly description: NodeWeight;
  readonly variable: Variable;
}

/** Declares a variable for every weight of the given nodes, in their order. */
export function declareWeights(
  graph: OpGraph,
  analysis: NetworkAnalysis,
  paths: readonly string[],
): readonly ProgramWeight[] {
  return paths.flatMap((path) =>
    (analysis.nodes.get(path)?.weights ?? []).map((description) => {
      const name = `${path}/${description.name}`;
      const declared = graph.scoped(`variables/${name}`, () => variable(graph, name, description.shape));
      return { name, path, description, variable: declared };
    }),
  );
}
