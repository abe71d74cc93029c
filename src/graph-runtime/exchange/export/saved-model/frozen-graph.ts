import { planNetwork } from '../../../compile/lower-network';
import { lowerScores } from '../../../compile/scores';
import { declareWeights } from '../../../compile/weights';
import type { NetworkAnalysis } from '../../../infer/analysis';
import { sigmoid, softmax } from '../../../ops/activations';
import { scalar } from '../../../ops/constant';
import { subtract } from '../../../ops/elementwise';
import { OpGraph, type OpNode, type Value } from '../../../ops/op-graph';
import { concat } from '../../../ops/slicing';
import { identity } from '../../../ops/variables';
import type { FrozenGraph } from './encode-graph';

/** What turns scores into probabilities, by the loss that the network was trained with; absent: they are none. */
const probabilities: Readonly<Record<string, (graph: OpGraph, scores: Value) => Value>> = {
  crossEntropy: softmax,
  binaryCrossEntropy(graph, scores) {
    const second = sigmoid(graph, scores);
    const isOneScore = scores.shape.length === 2 && scores.shape[1] === 1;
    // One score stands for two classes: how likely is the second?
    return isOneScore ? concat(graph, [subtract(graph, scalar(graph, 1), second), second], 1) : second;
  },
};

/**
 * The network that predicts, as TensorFlow's own ops with its weights as constants: float32 `[batch, ...input shape]` goes in, those of images in
 * [0, 1] before normalization, which is a part of it; `scores` and, where the loss has them, `probabilities` come out.
 */
export function frozenGraph(analysis: NetworkAnalysis): FrozenGraph {
  // What some builds of TensorFlow lack is lowered in another way: the file is for all of them.
  const graph = new OpGraph({ capabilities: new Set() });
  const plan = planNetwork(analysis);
  const weights = declareWeights(graph, analysis, plan.paths);
  const { examples, scores } = lowerScores(graph, analysis, plan, weights, 'input');
  const turn = probabilities[`${plan.main.parameters.loss}`];
  const outputs = {
    scores,
    ...(turn !== undefined && {
      probabilities: graph.scoped('probabilities', () => identity(graph, turn(graph, scores))),
    }),
  };
  const handles = new Map(
    weights.map(({ name, variable }) => [variable.handle.op, { name, shape: variable.shape }]),
  );
  const ops = reachable(graph, Object.values(outputs), (op) => handles.has(op));
  const constants = ops.flatMap((op) => {
    const handle = op.op === 'ReadVariableOp' ? handles.get(op.inputs[0]?.op ?? op) : undefined;
    return handle === undefined ? [] : [[op, { weight: handle.name, shape: handle.shape }] as const];
  });
  return { ops, weights: new Map(constants), signature: { inputs: { input: examples }, outputs } };
}

/** The ops that values depend on, each after those it reads from. */
function reachable(
  graph: OpGraph,
  values: readonly Value[],
  isLeft: (op: OpNode) => boolean,
): readonly OpNode[] {
  const found = new Set<OpNode>();
  const pending = values.map(({ op }) => op);
  for (let op = pending.pop(); op !== undefined; op = pending.pop()) {
    if (found.has(op) || isLeft(op)) continue;
    found.add(op);
    pending.push(...op.inputs.map((input) => input.op), ...op.controlInputs);
  }
  return graph.ops.filter((op) => found.has(op));
}
