import { createOptimizer, type Optimizer } from '../../../graph-runtime/compile/optimizers/registry';
import { declareSlots, updateWeights } from '../../../graph-runtime/compile/update-weights';
import type { ProgramWeight } from '../../../graph-runtime/compile/weights';
import type { OptimizerSettings } from '../../../graph-runtime/document/document';
import { fill } from '../../../graph-runtime/ops/constant';
import { OpGraph, type Value } from '../../../graph-runtime/ops/op-graph';
import {
  assignVariable,
  identity,
  placeholder,
  readVariable,
  variable,
} from '../../../graph-runtime/ops/variables';
import { NativeSession } from '../engine/native-session';
import { float32, type TensorData } from '../engine/tensor-data';

type Fed = readonly { readonly weight: ProgramWeight; readonly name: string; readonly fed: Value }[];

const feed = (graph: OpGraph, name: string, shape: readonly number[]) =>
  graph.scoped(`feeds/${name}`, () => placeholder(graph, 'float32', shape));

const byName = (list: Fed) => Object.fromEntries(list.map(({ name, fed }) => [name, fed]));

const feedsOf = (list: Fed, values: readonly TensorData[]) =>
  Object.fromEntries(list.map(({ name }, index) => [name, values[index] ?? float32([])]));

function declare(graph: OpGraph, starts: readonly TensorData[]): readonly ProgramWeight[] {
  return starts.map(({ shape }, index) => {
    const name = `w${index}`;
    const initializer = { kind: 'constant', value: 0 } as const;
    const description = { name, shape, isTrainable: true, initializer };
    return { name, path: '', description, variable: variable(graph, name, shape) };
  });
}

/** The weights under the optimizer: one call sets them, one makes a step. */
function build(graph: OpGraph, optimizer: Optimizer, starts: readonly TensorData[]) {
  const weights = declare(graph, starts);
  const named = (prefix: string): Fed =>
    weights.map((weight) => {
      const name = `${prefix}-${weight.name}`;
      return { weight, name, fed: feed(graph, name, weight.variable.shape) };
    });
  const [initials, gradients] = [named('initial'), named('gradient')];
  const slots = declareSlots(graph, optimizer, weights);
  const assigned = [
    ...initials.map(({ weight, fed }) => assignVariable(graph, weight.variable, fed)),
    ...slots.map((slot) =>
      assignVariable(graph, slot.variable, fill(graph, slot.initialValue, slot.variable.shape)),
    ),
  ];
  const scalars = Object.fromEntries(
    Object.keys(optimizer.scalars(1, 1)).map((name) => [name, feed(graph, name, [])]),
  );
  const entries = gradients.map(({ weight, fed }) => ({
    weight,
    value: readVariable(graph, weight.variable),
    gradient: fed,
  }));
  const guard = graph.add('NoOp', [], {}, []);
  const updates = updateWeights(graph, entries, { optimizer, slots, scalars, guard });
  const [first] = initials;
  if (first === undefined) throw new Error('no weights');
  const updated = weights.map(({ name, variable: target }) => [name, readVariable(graph, target, updates)]);
  return {
    weights,
    initials,
    gradients,
    begin: { inputs: byName(initials), outputs: { done: identity(graph, first.fed, assigned) } },
    step: { inputs: { ...byName(gradients), ...scalars }, outputs: Object.fromEntries(updated) },
  };
}

/**
 * Puts weights that start at the given values under the optimizer, in the engine, without a network. `step` takes a gradient for each
 * weight and the step's number, counted from 1, and returns the weights' new values.
 */
export async function openOptimizer(settings: OptimizerSettings, starts: readonly TensorData[]) {
  const graph = new OpGraph();
  const optimizer = createOptimizer(settings);
  const { weights, initials, gradients, begin, step } = build(graph, optimizer, starts);
  const session = await NativeSession.create(graph);
  session.run(begin, feedsOf(initials, starts));
  return {
    step(
      values: readonly TensorData[],
      count: number,
      learningRate = settings.learningRate,
    ): readonly TensorData[] {
      const numbers = Object.entries(optimizer.scalars(learningRate, count));
      const results = session.run(step, {
        ...feedsOf(gradients, values),
        ...Object.fromEntries(numbers.map(([name, number]) => [name, float32([number], [])])),
      });
      return weights.map(({ name }) => results[name] ?? float32([]));
    },
    dispose: () => session.dispose(),
  };
}
