import { TRAINED } from '../../../graph-runtime/compile/average-weights';
import type { StateEntry } from '../../../graph-runtime/compile/program';
import type { Feeds } from '../engine/native-session';
import { callProgram, type RunningProgram } from '../engine/program-calls';
import type { PreparedRun } from './prepared-run';
import type { NamedTensor } from './weights-file';

/** Every variable that is saved, as it is now: weights, running statistics and the optimizer's slots. One native call. */
export function readState(run: PreparedRun): readonly NamedTensor[] {
  return fetch(run, run.program.state);
}

/** Weights and running statistics alone. */
export function readWeights(run: RunningProgram): readonly NamedTensor[] {
  const names = weightNames(run);
  return fetch(
    run,
    run.program.state.filter(({ name }) => names.has(name)),
  );
}

/** Running statistics that a step changes: what a part of a step changes, though the weights change at its end. */
export function readStatistics(run: RunningProgram): readonly NamedTensor[] {
  const statistics = run.program.weights.filter(
    ({ description: { isTrainable, isFrozen = false } }) => !isTrainable && !isFrozen,
  );
  const names = new Set(statistics.map(({ name }) => name));
  return fetch(
    run,
    run.program.state.filter(({ name }) => names.has(name)),
  );
}

/** The names of weights and running statistics. */
export function weightNames({ program }: Pick<PreparedRun, 'program'>): ReadonlySet<string> {
  return new Set(program.weights.map(({ name }) => name));
}

/**
 * Sets variables; those that are not among the tensors keep their values.
 *
 * @returns how many of the tensors have a variable of their name and shape; the others are left out
 */
export function writeState(run: RunningProgram, tensors: readonly NamedTensor[]): number {
  const given = new Map(tensors.map((tensor) => [tensor.name, tensor]));
  const trained = trainedLike(run, given);
  const fitting = new Set<string>();
  for (const { name, shape } of run.program.state) {
    const tensor = given.get(name);
    if (tensor !== undefined && `${tensor.shape}` === `${shape}`) fitting.add(name);
  }
  // The call wants all of them.
  const others = run.program.state.filter(({ name }) => !fitting.has(name) && !trained.has(name));
  const values = [
    ...fetch(run, others),
    ...trained.values(),
    ...tensors.filter(({ name }) => fitting.has(name)),
  ];
  const feeds: Feeds = Object.fromEntries(values.map((tensor) => [tensor.name, tensor]));
  callProgram(run, 'write', feeds);
  return fitting.size;
}

/** Where weights are averaged, weights that come without those that are trained are both. */
function trainedLike(
  { program }: RunningProgram,
  given: ReadonlyMap<string, NamedTensor>,
): ReadonlyMap<string, NamedTensor> {
  const trained = new Map<string, NamedTensor>();
  for (const { name, shape } of program.state) {
    if (!name.endsWith(TRAINED) || given.has(name)) continue;
    const tensor = given.get(name.slice(0, -TRAINED.length));
    if (tensor !== undefined && `${tensor.shape}` === `${shape}`) trained.set(name, { ...tensor, name });
  }
  return trained;
}

function fetch({ session }: RunningProgram, entries: readonly StateEntry[]): readonly NamedTensor[] {
  const outputs = Object.fromEntries(entries.map(({ name, value }) => [name, value]));
  const values = entries.length === 0 ? {} : session.run({ inputs: {}, outputs });
  return entries.map(({ name, shape }) => {
    const tensor = values[name];
    if (tensor?.dtype === 'float32') return { name, dtype: tensor.dtype, shape, values: tensor.values };
    if (tensor?.dtype === 'int32') return { name, dtype: tensor.dtype, shape, values: tensor.values };
    throw new Error(`the engine returned no values of ${name}`);
  });
}
