import { evaluateGraph } from '../../main/trainer/engine/evaluate-graph';
import { float32, type TensorData } from '../../main/trainer/engine/tensor-data';
import type { LoweringContext } from '../layers/layer';
import { integers } from '../ops/constant';
import type { OpGraph, Value } from '../ops/op-graph';
import { statelessUniform } from '../ops/random';
import { shapeOf } from '../ops/shape';

/** Layers lowered and run natively, outside of any network. */
export interface LoweringRun {
  readonly mode?: LoweringContext['mode'];
  /** Batch axis first. */
  readonly inputs: readonly TensorData[];
  readonly weights?: Readonly<Record<string, TensorData>>;
  /** Weights without a gradient. */
  readonly statistics?: Readonly<Record<string, TensorData>>;
  /** Further values that are fed, without a gradient (labels). */
  readonly others?: Readonly<Record<string, TensorData>>;
  /** d loss / d output, when gradients are wanted. */
  readonly outputGradient?: TensorData;
  lower(
    context: LoweringContext,
    inputs: readonly Value[],
    others: Readonly<Record<string, Value>>,
  ): readonly Value[];
}

export interface LoweringResult {
  readonly output: TensorData;
  /** The shape the graph knows of the output before it runs: null is the batch. */
  readonly staticShape: readonly (number | null)[];
  readonly inputGradients: readonly TensorData[];
  readonly weightGradients: Readonly<Record<string, TensorData>>;
  /** New values of running statistics. */
  readonly updates: Readonly<Record<string, TensorData>>;
}

/** Builds the graph, runs it once in the engine and sorts what comes out. */
export async function runLowering(run: LoweringRun): Promise<LoweringResult> {
  const weights = run.weights ?? {};
  const inputNames = run.inputs.map((_, index) => `x${index}`);
  const feeds = Object.fromEntries(run.inputs.map((tensor, index) => [`x${index}`, tensor]));
  let staticShape: readonly (number | null)[] = [];
  const results = await evaluateGraph({
    inputs: { ...feeds, ...weights, ...run.statistics, ...run.others },
    batched: [...inputNames, ...Object.keys(run.others ?? {})],
    build(graph, values) {
      const updates: Record<string, Value> = {};
      const context = createContext(graph, run.mode ?? 'train', values, updates);
      const inputs = inputNames.map((name) => existing(values, name));
      const [output] = run.lower(context, inputs, values);
      if (output === undefined) throw new Error('The layer put nothing out.');
      staticShape = output.shape;
      return { output, ...updates };
    },
    ...(run.outputGradient && {
      gradient: {
        of: 'output',
        seed: run.outputGradient,
        to: [...inputNames, ...Object.keys(weights)],
      },
    }),
  });
  const gradientOf = (name: string) => (run.outputGradient ? [existing(results, `d ${name}`)] : []);
  return {
    output: existing(results, 'output'),
    staticShape,
    // Nothing flows back to an input of which only indices are made.
    inputGradients: run.inputs.flatMap(({ shape, values }, index) =>
      run.outputGradient ? [results[`d x${index}`] ?? float32(new Float32Array(values.length), shape)] : [],
    ),
    weightGradients: Object.fromEntries(
      Object.keys(weights).flatMap((name) => gradientOf(name).map((gradient) => [name, gradient])),
    ),
    updates: Object.fromEntries(
      Object.entries(results).flatMap(([name, value]) =>
        name.startsWith(UPDATE) ? [[name.slice(UPDATE.length), value]] : [],
      ),
    ),
  };
}

const UPDATE = 'new ';

function createContext(
  graph: OpGraph,
  mode: LoweringContext['mode'],
  values: Readonly<Record<string, Value>>,
  updates: Record<string, Value>,
): LoweringContext {
  // One seed is enough here: no layer draws twice.
  const randomUniform: LoweringContext['randomUniform'] = (shape, staticShape) =>
    statelessUniform(graph, shape, staticShape, integers(graph, [7, 11]));
  return {
    graph,
    mode,
    isFrozen: false,
    weight: (name) => existing(values, name),
    updateWeight: (name, value) => {
      updates[`${UPDATE}${name}`] = value;
    },
    randomUniform,
    addLoss: () => undefined,
    randomUniformLike: (like) => randomUniform(shapeOf(graph, like), like.shape),
  };
}

function existing<T>(values: Readonly<Record<string, T>>, name: string): T {
  const value = values[name];
  if (value === undefined) throw new Error(`There is no ${name}.`);
  return value;
}
