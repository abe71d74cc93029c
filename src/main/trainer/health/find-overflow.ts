import type { Feeds } from '../engine/native-session';
import type { RunningProgram } from '../engine/program-calls';
import { readWeights } from '../program/program-state';

/**
 * Runs a batch forward once more, without updating anything, and finds the first node in order of computation whose output
 * holds a value that is infinite or not a number; null when all outputs are finite (the loss itself overflowed).
 */
export function findOverflow({ program, session }: RunningProgram, feeds: Feeds): string | null {
  const { sums, batchInputs: inputs } = program.train;
  const results = session.run({ inputs, outputs: Object.fromEntries(sums) }, feeds);
  return [...sums.keys()].find((path) => !Number.isFinite(results[path]?.values[0])) ?? null;
}

/**
 * The node at which a gradient (or gradient times learning rate) overflowed, where the last update has left weights that are infinite
 * or not numbers; null when all are finite. The gradient comes from the loss and takes with it all nodes it reaches afterwards: where it
 * overflowed is the node nearest to the output. It is looked for only when the loss is not finite, because looking at all gradients in
 * every step would cost up to 1% of the time.
 */
export function findBrokenWeight(run: RunningProgram): string | null {
  const { program } = run;
  const broken = new Set(
    readWeights(run)
      .filter(({ values }) => !values.every(Number.isFinite))
      .map(({ name }) => name),
  );
  const paths = program.weights
    .filter(({ name, description }) => description.isTrainable && broken.has(name))
    .map(({ name, description }) => name.slice(0, -description.name.length - 1));
  return [...program.plan.paths].reverse().find((path) => paths.includes(path)) ?? null;
}
