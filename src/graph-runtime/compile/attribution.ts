import type { NetworkAnalysis } from '../infer/analysis';
import { integers } from '../ops/constant';
import { OpGraph, type OpGraphOptions, type OpNode, type Value } from '../ops/op-graph';
import { identity, placeholder } from '../ops/variables';
import { differentiate } from './differentiate';
import { lowerNetwork, type NetworkPlan, type NodeGate } from './lower-network';
import { NetworkLowering } from './lowering-context';
import { declareWeights } from './weights';

/** Where a gradient begins and ends: nodes' outputs. */
export interface AttributionEnds {
  /** Path of the node whose output the gradient is taken by. */
  readonly from: string;
  /** Path of the node whose output is differentiated; null: the scores that enter a main output. */
  readonly to: string | null;
  /** Path of that main output; absent: the first one. */
  readonly output?: string | undefined;
}

/**
 * A part of the network in evaluation and its gradient, as its own graph: the run's keeps its size, and only the weights
 * between the two ends are needed.
 */
export interface Attribution {
  readonly graph: OpGraph;
  /** To be fed: the output of `from`, `[1, ...]`. */
  readonly start: Value;
  /** To be fed: the numbers beside the example, `[1, numbers]`; null where nothing in between depends on them. */
  readonly numbers: Value | null;
  /** To be fed: the second images that enter nodes in between depend on, by the paths of their inputs, as they enter. */
  readonly seconds: ReadonlyMap<string, Value>;
  /** To be fed: what flows into `end`, of its shape; 1 at a single number for that number's gradient. */
  readonly seed: Value;
  /** To be fed, by name. */
  readonly weights: ReadonlyMap<string, Value>;
  readonly end: Value;
  /** d end / d start, of the shape of `start`; null when `end` does not depend on it. */
  readonly gradient: Value | null;
  /** Whether `end` is a linear function of `start` plus a constant. */
  readonly isLinear: boolean;
}

/** Builds the part between two nodes. @throws when one of them is no node that a main output depends on, or the second does not depend on the first */
export function buildAttribution(
  analysis: NetworkAnalysis,
  plan: NetworkPlan,
  { from, to, output = plan.main.path }: AttributionEnds,
  options: OpGraphOptions = {},
): Attribution {
  const graph = new OpGraph({ ...options, expectedBatch: 1 });
  const weights = declareWeights(graph, analysis, plan.paths);
  const examples = placeholder(graph, 'float32', [null, ...plan.input.shape]);
  const lowering = new NetworkLowering(graph, 'evaluate', weights, integers(graph, [0, 0]));
  const numbers = plan.numbers && placeholder(graph, 'float32', [null, ...plan.numbers.shape]);
  const seconds = new Map(
    plan.seconds.map(({ path, shape }) => [path, placeholder(graph, 'float32', [null, ...shape])]),
  );
  const entering = { examples, seconds, ...(numbers && { numbers }) };
  const network = lowerNetwork(plan, plan.mains, lowering, entering, holdApart(graph, from));
  const outputOf = (path: string) => network.activations.get(path)?.[0];
  const start = outputOf(from);
  const end = to === null ? network.inputsOf(output)[0] : outputOf(to);
  if (start === undefined || end === undefined) throw new Error(`nothing lies between ${from} and ${to}`);
  const forward = [...graph.ops];
  const seed = graph.scoped('attribution', () => placeholder(graph, 'float32', end.shape));
  const [gradient = null] = differentiate(graph, end, [start], seed);
  const needed = neededValues([end, ...(gradient === null ? [] : [gradient])], new Set([start, seed]));
  const read = lowering.read.filter(({ value }) => needed.has(value));
  return {
    graph,
    start,
    numbers: numbers !== null && needed.has(numbers) ? numbers : null,
    seconds: new Map([...seconds].filter(([, value]) => needed.has(value))),
    seed,
    weights: new Map(read.map(({ weight, value }) => [weight.name, value])),
    end,
    gradient,
    isLinear: isLinear(forward, start, end),
  };
}

/**
 * Whatever reads a node's output reads it through its own identity op. Otherwise the gradient of a max pool would be through the gate of a
 * ReLU in front of it already (`ops/gated-maximum`), and not be the one by that ReLU's output.
 */
function holdApart(graph: OpGraph, path: string): NodeGate {
  let held: Value | undefined;
  return {
    enter: (_path, inputs) => inputs.map((input) => (input === held ? identity(graph, input) : input)),
    leave: (left, [output]) => {
      if (left === path) held = output;
    },
  };
}

/** Everything that the wanted values are computed of, up to those that are given. */
function neededValues(wanted: readonly Value[], given: ReadonlySet<Value>): ReadonlySet<Value> {
  const needed = new Set<Value>();
  const pending = [...wanted];
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    if (needed.has(value) || given.has(value)) continue;
    needed.add(value);
    pending.push(...value.op.inputs);
  }
  return needed;
}

/** Ops whose output is a linear function of the one input that is not constant, plus a constant. */
const LINEAR_OPS: ReadonlySet<string> = new Set([
  ...['Identity', 'Cast', 'Reshape', 'Squeeze', 'ExpandDims', 'Transpose', 'Pad', 'PadV2', 'Slice'],
  ...['StridedSlice', 'Mean', 'Sum', 'AvgPool', 'MatMul', '_FusedMatMul', 'BiasAdd', 'AddV2', 'AddN', 'Sub'],
  ...['Neg', 'Conv2D', 'DepthwiseConv2dNative', 'DepthToSpace', 'SpaceToDepth'],
]);

function isLinear(ops: readonly OpNode[], start: Value, end: Value): boolean {
  const dependent = new Set<Value>([start]);
  const needed = neededValues([end], new Set([start]));
  for (const op of ops) {
    if (!op.inputs.some((input) => dependent.has(input))) continue;
    const isUsed = op.outputs.some((output) => needed.has(output));
    if (isUsed && !LINEAR_OPS.has(op.op)) return false;
    for (const output of op.outputs) dependent.add(output);
  }
  return dependent.has(end);
}
