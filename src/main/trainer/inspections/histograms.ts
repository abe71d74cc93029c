import type { Histogram } from '../../../contract/contract';
import { histogramOf } from '../../../contract/histogram';
import type { Value } from '../../../graph-runtime/ops/op-graph';
import { perStepBatch } from '../../../graph-runtime/settings/per-step-batch';
import { int32 } from '../engine/tensor-data';
import type { PreparedRun } from '../program/prepared-run';
import { floats } from './inspected-tensor';
import type { InspectionHandler } from './inspection-handler';

/** Values fetched in one call (64 MB), unless one weight alone has more: they are copied on their way here. */
const VALUES_PER_CALL = 2 ** 24;

/**
 * Spread of every weight's values and of its gradient. The gradient is that of one fixed batch, the first training examples with the
 * run's seed at step 0: from one look to the next, only the network changes.
 */
export const histograms: InspectionHandler<'histograms'> = function* ({ run, step }, { bins }) {
  const { program } = run;
  const gradients = program.signatures.gradients.outputs;
  const trained = program.weights.filter(({ name }) => Object.hasOwn(gradients, name));
  const ofValues = new Map<string, Histogram>();
  const ofGradients = new Map<string, Histogram>();
  const state = Object.fromEntries(program.state.map(({ name, value }) => [name, value]));
  for (const names of groups(program.weights)) {
    const outputs = pick(names, state);
    for (const [name, value] of Object.entries(run.session.run({ inputs: {}, outputs }))) {
      ofValues.set(name, histogramOf(floats(value).values, bins));
    }
    yield;
  }
  for (const names of groups(trained)) {
    const outputs = pick(names, gradients);
    for (const [name, value] of Object.entries(fetchGradients(run, outputs))) {
      ofGradients.set(name, histogramOf(floats(value).values, bins));
    }
    yield;
  }
  return {
    step,
    weights: program.weights.flatMap(({ name }) => {
      const values = ofValues.get(name);
      return values === undefined ? [] : [{ name, values, gradient: ofGradients.get(name) ?? null }];
    }),
  };
};

function fetchGradients(run: PreparedRun, outputs: Record<string, Value>) {
  const { program, session, document, examples } = run;
  const indices = examples.train.subarray(0, perStepBatch(document.training));
  const { inputs } = program.signatures.gradients;
  return session.run(
    { inputs, outputs },
    { ...run.source.feeds('train', indices), seed: int32([document.training.seed, 0]) },
  );
}

/** Weights in their order, in groups of this many values. */
function groups(weights: PreparedRun['program']['weights']): readonly (readonly string[])[] {
  const all: string[][] = [];
  let room = 0;
  for (const { name, description } of weights) {
    const size = description.shape.reduce((product, length) => product * length, 1);
    if (size > room) {
      all.push([]);
      room = VALUES_PER_CALL;
    }
    all.at(-1)?.push(name);
    room -= size;
  }
  return all;
}

function pick(names: readonly string[], values: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = values[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
