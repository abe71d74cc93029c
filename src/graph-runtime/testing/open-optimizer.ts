import { NativeSession } from '../../main/trainer/engine/native-session';
import { float32, type TensorData } from '../../main/trainer/engine/tensor-data';
import { declareSlots, updateWeights } from '../compile/update-weights';
import type { ProgramWeight } from '../compile/weights';
import type { OptimizerSettings } from '../document/document';
import { fill } from '../ops/constant';
import { OpGraph } from '../ops/op-graph';
import { assignVariable, identity, placeholder, readVariable, variable } from '../ops/variables';
import { createOptimizer } from '../settings/optimizers/registry';

/**
 * Puts weights that start at the given values under the optimizer, in the engine, without a network. `step` takes a gradient for each
 * weight and the step's number, counted from 1, and returns the weights' new values.
 */
export async function openOptimizer(
  settings: OptimizerSettings,
  starts: readonly TensorData[],
  decayed: 'all' | 'kernels' = 'all',
) {
  const graph = new OpGraph();
  const optimizer = createOptimizer(settings, decayed);
  const feed = (name: string, shape: readonly number[]) =>
    graph.scoped(`feeds/${name}`, () => placeholder(graph, 'float32', shape));
  const weights = starts.map(
    ({ shape }, index): ProgramWeight => ({
      name: `w${index}`,
      path: '',
      sharedBy: [],
      description: {
        name: `w${index}`,
        shape,
        isTrainable: true,
        initializer: { kind: 'constant', value: 0 },
      },
      variable: variable(graph, `w${index}`, shape),
    }),
  );
  const named = (prefix: string) =>
    weights.map((weight) => ({
      weight,
      name: `${prefix}-${weight.name}`,
      fed: feed(`${prefix}-${weight.name}`, weight.variable.shape),
    }));
  const initials = named('initial');
  const slots = declareSlots(graph, optimizer, weights);
  const assigned = [
    ...initials.map(({ weight, fed }) => assignVariable(graph, weight.variable, fed)),
    ...slots.map((slot) =>
      assignVariable(graph, slot.variable, fill(graph, slot.initialValue, slot.variable.shape)),
    ),
  ];
  const gradients = named('gradient');
  const scalars = Object.fromEntries(
    Object.keys(optimizer.scalars(1, 1)).map((name) => [name, feed(name, [])]),
  );
  const entries = gradients.map(({ weight, fed }) => ({
    weight,
    value: readVariable(graph, weight.variable),
    gradient: fed,
  }));
  const guard = graph.add('NoOp', [], {}, []);
  const updates = updateWeights(graph, entries, { optimizer, slots, scalars, guard });
  const byName = (list: ReturnType<typeof named>) =>
    Object.fromEntries(list.map(({ name, fed }) => [name, fed]));
  const step = {
    inputs: { ...byName(gradients), ...scalars },
    outputs: Object.fromEntries(
      weights.map(({ name, variable: target }) => [name, readVariable(graph, target, updates)]),
    ),
  };
  const [first] = initials;
  if (first === undefined) throw new Error('no weights');
  const begin = {
    inputs: byName(initials),
    outputs: { done: identity(graph, first.fed, assigned) },
  };
  const session = await NativeSession.create(graph);
  const feedsOf = (list: ReturnType<typeof named>, values: readonly TensorData[]) =>
    Object.fromEntries(list.map(({ name }, index) => [name, values[index] ?? float32([])]));
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
