import { describe, expect, it } from 'vitest';
import { buildEvaluation } from '../../../graph-runtime/compile/evaluation';
import { planNetwork } from '../../../graph-runtime/compile/lower-network';
import { buildTrainStep, placeStepSeed } from '../../../graph-runtime/compile/train-step';
import { declareSlots } from '../../../graph-runtime/compile/update-weights';
import { declareWeights } from '../../../graph-runtime/compile/weights';
import { analyze } from '../../../graph-runtime/infer/analyze';
import { assignVariable, identity, placeholder, readVariable } from '../../../graph-runtime/ops/variables';
import { createOptimizer } from '../../../graph-runtime/settings/optimizers/registry';
import { graphForEngine } from '../engine/engine-graph';
import { NativeSession } from '../engine/native-session';
import { float32, int32, numberOf, type TensorData } from '../engine/tensor-data';
import { readTraces, type Trace } from '../testing/trace';
import { type TraceNetwork, traceNetworks } from '../testing/trace-networks';

/** The network with examples fed as they are, and its variables open to reading and writing. */
async function openNetwork({ document }: TraceNetwork) {
  const graph = await graphForEngine();
  const plan = planNetwork(analyze(document));
  const optimizer = createOptimizer(document.training.optimizer);
  const weights = declareWeights(graph, plan.analysis, plan.paths);
  const slots = declareSlots(graph, optimizer, weights);
  const feeds = graph.scoped('feeds/batch', () => ({
    examples: placeholder(graph, 'float32', [null, 28, 28, 1]),
    labels: placeholder(graph, 'int32', [null]),
  }));
  const batch = { feeds, examples: feeds.examples, labels: new Map([['class', feeds.labels] as const]) };
  const { train } = buildTrainStep(graph, {
    plan,
    batch,
    weights,
    optimizer,
    slots,
    seed: placeStepSeed(graph),
  }).signatures;
  if (train === undefined) throw new Error('the step comes in parts');
  const evaluation = buildEvaluation(graph, plan, weights, batch);
  const variables = [...weights, ...slots].map(({ name, variable }) => {
    const fed = graph.scoped(`set/${name}`, () => placeholder(graph, 'float32', variable.shape));
    const assigned = graph.scoped(`set/${name}`, () => assignVariable(graph, variable, fed));
    return {
      name,
      fed,
      written: graph.scoped(`set/${name}`, () => identity(graph, fed, [assigned])),
      value: graph.scoped(`get/${name}`, () => readVariable(graph, variable)),
    };
  });
  const [logits] = evaluation.network.inputsOf(plan.main.path);
  if (logits === undefined) throw new Error('no logits');
  const session = await NativeSession.create(graph);
  return {
    session,
    optimizer,
    slots,
    train,
    evaluate: { inputs: evaluation.signature.inputs, outputs: { logits } },
    write: {
      inputs: Object.fromEntries(variables.map(({ name, fed }) => [name, fed])),
      outputs: Object.fromEntries(variables.map(({ name, written }) => [name, written])),
    },
    read: { inputs: {}, outputs: Object.fromEntries(variables.map(({ name, value }) => [name, value])) },
  };
}

function rows(tensor: TensorData, start: number, count: number): TensorData {
  const [, ...rest] = tensor.shape;
  const size = rest.reduce((product, length) => product * length, 1);
  return float32(tensor.values.subarray(start * size, (start + count) * size), [count, ...rest]);
}

function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  return Array.from(a).reduce((largest, value, index) => {
    const difference = Math.abs(value - (b[index] ?? Number.NaN));
    return difference <= largest ? largest : difference;
  }, 0);
}

async function followTrace(trace: Trace, network: TraceNetwork) {
  const opened = await openNetwork(network);
  const { session, optimizer, slots } = opened;
  const zeros = slots.map(({ name, variable }) => {
    const count = variable.shape.reduce((product, size) => product * size, 1);
    return [name, float32(new Float32Array(count), variable.shape)] as const;
  });
  session.run(opened.write, { ...trace.weights(network, 'before'), ...Object.fromEntries(zeros) });
  const count = trace.labels.length;
  const losses = trace.losses.map((_, index) => {
    const start = (index * trace.batch) % count;
    const scalars = optimizer.scalars(network.document.training.optimizer.learningRate, index + 1);
    const { loss } = session.run(opened.train, {
      examples: rows(trace.examples, start, trace.batch),
      labels: int32(trace.labels.subarray(start, start + trace.batch)),
      seed: int32([0, index]),
      ...Object.fromEntries(Object.entries(scalars).map(([name, value]) => [name, float32([value], [])])),
    });
    return loss === undefined ? Number.NaN : numberOf(loss);
  });
  const after = session.run(opened.read);
  const { logits } = session.run(opened.evaluate, { examples: trace.examples, labels: int32(trace.labels) });
  session.dispose();
  return { losses, after, logits };
}

/**
 * How closely a trace is followed. Step by step rounding grows in a network whose ReLUs are right after normalizations: a
 * value a millionth from zero falls on the other side and its gradient comes or goes. In `mini_densenet` that happens in the
 * very first step. Computed in double precision, its losses end 1.5e-4 and its weights 3.5e-3 from PyTorch's own: nobody can be
 * held closer to the end of that trace, and only its first half is held to the common tolerance.
 */
const COMMON = { exactSteps: Number.POSITIVE_INFINITY, laterLosses: 1e-4, weights: 1e-3, logits: 1e-3 };
const tolerances: Readonly<Record<string, typeof COMMON>> = {
  mini_densenet: { exactSteps: 10, laterLosses: 1e-3, weights: 1e-2, logits: 3e-2 },
};

describe('whole trainings of PyTorch, followed step by step', () => {
  const traces = readTraces();

  it('knows a network for every trace', () => {
    expect(traces.map(({ name }) => name).sort()).toEqual(Object.keys(traceNetworks).sort());
  });

  it.each(traces)('$name', async (trace) => {
    const network = traceNetworks[trace.name];
    if (network === undefined) throw new Error(`no network for ${trace.name}`);
    const tolerance = tolerances[trace.name] ?? COMMON;
    const { losses, after, logits } = await followTrace(trace, network);
    losses.forEach((loss, step) => {
      const allowed = step < tolerance.exactSteps ? 1e-4 : tolerance.laterLosses;
      expect(Math.abs(loss - (trace.losses[step] ?? Number.NaN)), `loss of step ${step}`).toBeLessThan(
        allowed,
      );
    });
    const expected = trace.weights(network, 'after');
    for (const [name, weight] of Object.entries(expected)) {
      expect(largestDifference(after[name]?.values ?? [], weight.values), name).toBeLessThan(
        tolerance.weights,
      );
    }
    const difference = largestDifference(logits?.values ?? [], trace.logits.values);
    expect(difference, 'logits').toBeLessThan(tolerance.logits);
  });
});
