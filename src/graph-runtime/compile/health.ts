import { scalar } from '../ops/constant';
import { equal, multiply, squareRoot, subtract } from '../ops/elementwise';
import { type OpGraph, staticSize, type Value } from '../ops/op-graph';
import { halfSumOfSquares, max, mean } from '../ops/reductions';
import { cast, reshape } from '../ops/shape';
import { concat, pack, stridedSlice } from '../ops/slicing';
import { assignVariable, identity, readVariable, type Variable, variable } from '../ops/variables';
import type { HealthSignatures } from './program-signatures';
import type { TrainStep } from './train-step';
import type { ProgramWeight } from './weights';

/** The histogram of a weight takes about this many of its values: enough for a histogram, little to fetch. */
const SAMPLES_PER_WEIGHT = 2_048;

/** Ops that output exactly zero, with a gradient of zero, for all they cut off: a unit that only does so learns no more. */
const CUT_OFF_OPS: ReadonlySet<string> = new Set(['Relu', 'Relu6']);

/**
 * What can be seen of a network's state of health at one step. None of it is part of the training step: it is computed by calls of
 * its own, so that a watched run gives the same numbers, bit for bit, as one without these checks.
 */
export interface Health {
  /** Trainable weights, in the order of `weightNorms`, `gradientNorms` and `updateNorms`. */
  readonly weights: readonly string[];
  /** Paths of nodes, in the order of `means` and `deviations`. */
  readonly activations: readonly string[];
  /** Paths of nodes that cut off, in the order of `deadShares`. */
  readonly cutOffs: readonly string[];
  /**
   * - `health` (feeds of the training step but for the optimizer's numbers): `weightNorms`, `gradientNorms` `[weights]`; `means`,
   *   `deviations` `[activations]`; `deadShares` `[cutOffs]`, absent where nothing cuts off; `weightSamples`, `gradientSamples`
   *   `[sum of sampleCounts]`: some values of every weight and of its gradient, one weight after the other. Nothing is updated.
   * - `remember`: keeps a copy of the weights in the engine.
   * - `compare`: `updateNorms` `[weights]`, the L2 norm of the change of each since, and the copy is forgotten.
   */
  readonly signatures: HealthSignatures;
  /** How many values `weightSamples` and `gradientSamples` have of each weight. */
  readonly sampleCounts: readonly number[];
}

/** Builds the calls that measure a training step without changing it. */
export function buildHealth(graph: OpGraph, train: TrainStep, weights: readonly ProgramWeight[]): Health {
  const trained = weights.filter(({ name }) => train.gradients.has(name));
  const shown = [...train.network.activations].flatMap(([path, [value]]) =>
    value !== undefined && value.dtype === 'float32' && value.shape.length > 1 ? [{ path, value }] : [],
  );
  const cutOffs = shown.filter(({ value }) => CUT_OFF_OPS.has(value.op.op));
  const vector = (name: string, values: readonly Value[]) =>
    graph.scoped(`health/${name}`, () => pack(graph, values));
  const known = (values: ReadonlyMap<string, Value>, name: string): Value => {
    const value = values.get(name);
    if (value === undefined) throw new Error(`the step does not read ${name}`);
    return value;
  };
  const sampled = (name: string, values: ReadonlyMap<string, Value>) =>
    graph.scoped(`health/samples/${name}`, () =>
      trained.map((weight) => samplesOf(graph, known(values, weight.name))),
    );
  const weightSamples = sampled('weights', train.weights);
  const gradientSamples = sampled('gradients', train.gradients);
  const health: HealthSignatures['health'] = {
    inputs: train.batchInputs,
    outputs: graph.scoped('health', () => ({
      weightNorms: vector(
        'weights',
        trained.map(({ name }) => norm(graph, known(train.weights, name))),
      ),
      gradientNorms: vector(
        'gradients',
        trained.map(({ name }) => norm(graph, known(train.gradients, name))),
      ),
      means: vector(
        'means',
        shown.map(({ value }) => mean(graph, value, axesOf(value))),
      ),
      deviations: vector(
        'deviations',
        shown.map(({ value }) => deviation(graph, value)),
      ),
      weightSamples: concat(graph, weightSamples, 0),
      gradientSamples: concat(graph, gradientSamples, 0),
      ...(cutOffs.length === 0
        ? {}
        : {
            deadShares: vector(
              'dead',
              cutOffs.map(({ value }) => deadShare(graph, value)),
            ),
          }),
    })),
  };
  return {
    weights: trained.map(({ name }) => name),
    activations: shown.map(({ path }) => path),
    cutOffs: cutOffs.map(({ path }) => path),
    signatures: { health, ...updateSignatures(graph, trained) },
    sampleCounts: weightSamples.map((value) => staticSize(value, 0)),
  };
}

/** How far the weights move in a step: their values before it are kept in their own variables. */
function updateSignatures(
  graph: OpGraph,
  weights: readonly ProgramWeight[],
): Pick<HealthSignatures, 'remember' | 'compare'> {
  const pairs = weights.map((weight) =>
    graph.scoped(`health/${weight.name}`, () => ({
      weight: weight.variable,
      copy: variable(graph, `health/${weight.name}/before`, weight.variable.shape),
    })),
  );
  const copied = pairs.map(({ weight, copy }) => assignVariable(graph, copy, readVariable(graph, weight)));
  const updateNorms = graph.scoped('health/updates', () =>
    pack(
      graph,
      pairs.map(({ weight, copy }) =>
        norm(graph, subtract(graph, readVariable(graph, weight), readVariable(graph, copy))),
      ),
    ),
  );
  const forgotten = pairs.map(({ copy }) => destroyVariable(graph, copy, updateNorms));
  return {
    remember: {
      inputs: {},
      outputs: {
        done: graph.scoped('health/remember', () => identity(graph, scalar(graph, 1, 'int32'), copied)),
      },
    },
    compare: {
      inputs: {},
      outputs: { updateNorms: graph.scoped('health/compare', () => identity(graph, updateNorms, forgotten)) },
    },
  };
}

/** Gives a variable's memory back, once `after` has been computed. */
function destroyVariable(graph: OpGraph, { handle }: Variable, after: Value) {
  const attributes = { ignore_lookup_error: { kind: 'bool', value: true } } as const;
  return graph.add('DestroyResourceOp', [handle], attributes, [], [after.op]);
}

/**
 * Some of the values, in a row. An odd distance between them meets every channel, of which there are mostly a power of two; an even
 * one would meet the same few again and again.
 */
function samplesOf(graph: OpGraph, x: Value): Value {
  const count = x.shape.reduce<number>((product, _, axis) => product * staticSize(x, axis), 1);
  const row = reshape(graph, x, [count]);
  const distance = Math.floor(count / SAMPLES_PER_WEIGHT);
  return distance < 2 ? row : stridedSlice(graph, row, [0], [null], [distance | 1]);
}

/** L2 norm of all values. */
function norm(graph: OpGraph, x: Value): Value {
  return squareRoot(graph, multiply(graph, halfSumOfSquares(graph, x), scalar(graph, 2)));
}

function deviation(graph: OpGraph, x: Value): Value {
  const axes = axesOf(x);
  const centered = subtract(graph, x, mean(graph, x, axes, { keepDims: true }));
  return squareRoot(graph, mean(graph, multiply(graph, centered, centered), axes));
}

/** Share of units (the channels of an image) that output only zeros for the whole batch. */
function deadShare(graph: OpGraph, x: Value): Value {
  const others = axesOf(x).slice(0, -1);
  const largest = max(graph, x, others);
  return mean(graph, cast(graph, equal(graph, largest, scalar(graph, 0)), 'float32'), [0]);
}

function axesOf(x: Value): readonly number[] {
  return x.shape.map((_, axis) => axis);
}
