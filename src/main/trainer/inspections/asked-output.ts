import type { OutputPredictions } from '../../../graph-runtime/compile/network-loss';
import { failure } from '../../../contract/failures';
import type { PreparedRun } from '../program/prepared-run';
import { RunFailure } from '../protocol/trainer-failure';

/** A main output that a question is about. */
export interface AskedOutput {
  /** Its place among the main outputs. */
  readonly at: number;
  readonly evaluated: OutputPredictions;
  /** The run as one that is trained for this output. */
  readonly run: PreparedRun;
}

/**
 * The main output of a path.
 *
 * @param path absent: the first one
 * @throws RunFailure `output-unknown` where there is no such main output
 */
export function askedOutput(run: PreparedRun, path: string | undefined): AskedOutput {
  const at = path === undefined ? 0 : run.outputs.findIndex((output) => output.path === path);
  const evaluated = run.program.evaluated[at];
  if (evaluated === undefined) {
    const known = run.outputs.map((output) => output.path).join(', ');
    throw new RunFailure(failure('output-unknown', { output: path ?? '', known }));
  }
  return { at, evaluated, run: { ...run, target: evaluated.target } };
}
