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
import { type ExportedNumbers, NUMBERS_NAME } from '../numbers';
import type { ExportedOutput, ScoreTurn } from '../outputs';
import type { FrozenGraph } from './encode-graph';

/** What turns scores into probabilities. */
const turns: Readonly<Record<ScoreTurn, (graph: OpGraph, scores: Value) => Value>> = {
  softmax,
  sigmoid,
  sigmoidOfTwo(graph, scores) {
    const second = sigmoid(graph, scores);
    return concat(graph, [subtract(graph, scalar(graph, 1), second), second], 1);
  },
};

/**
 * The network that predicts, as TensorFlow's own ops with its weights as constants: float32 `[batch, ...input shape]` goes in, those of images in
 * [0, 1] before normalization, which is a part of it, and beside them numbers as they were measured; the scores of each main output and, where they have them, probabilities come out.
 */
export function frozenGraph(
  analysis: NetworkAnalysis,
  outputs: readonly ExportedOutput[],
  beside: ExportedNumbers | null = null,
): FrozenGraph {
  // What some builds of TensorFlow lack is lowered in another way: the file is for all of them.
  const graph = new OpGraph({ capabilities: new Set() });
  const plan = planNetwork(analysis);
  const weights = declareWeights(graph, analysis, plan.paths);
  const measured = beside === null ? undefined : { entry: NUMBERS_NAME, ...beside };
  const { examples, numbers, all } = lowerScores(graph, analysis, plan, weights, 'input', measured);
  const found = outputs.flatMap(({ scores, probabilities, turn }, at): [string, Value][] => {
    const value = all[at];
    if (value === undefined) throw new Error(`nothing gives ${scores}`);
    if (turn === null) return [[scores, value]];
    const turned = graph.scoped(probabilities, () => identity(graph, turns[turn](graph, value)));
    return [
      [scores, value],
      [probabilities, turned],
    ];
  });
  const named = Object.fromEntries(found);
  const handles = new Map(
    weights.map(({ name, variable }) => [variable.handle.op, { name, shape: variable.shape }]),
  );
  const ops = reachable(graph, Object.values(named), (op) => handles.has(op));
  const constants = ops.flatMap((op) => {
    const handle = op.op === 'ReadVariableOp' ? handles.get(op.inputs[0]?.op ?? op) : undefined;
    return handle === undefined ? [] : [[op, { weight: handle.name, shape: handle.shape }] as const];
  });
  const inputs = { input: examples, ...(numbers && { [NUMBERS_NAME]: numbers }) };
  return { ops, weights: new Map(constants), signature: { inputs, outputs: named } };
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
