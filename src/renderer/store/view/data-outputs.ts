import type { RunOutput, RunSummary } from '../../../contract/contract';

/* Of which output of a run the data browser shows predictions. */

/** What an output of a run has learned; `path` is null where the run has one. */
export interface PredictedOutput extends Pick<RunOutput, 'target' | 'labelName'> {
  readonly path: string | null;
}

type RunOfOutputs = Pick<RunSummary, 'outputs' | 'target' | 'labelName'>;

/** The outputs of a run, one at least. */
export function outputsOfRun({
  outputs = [],
  target = 'class',
  labelName,
}: RunOfOutputs): readonly [PredictedOutput, ...PredictedOutput[]] {
  const [first = { path: null, target, ...(labelName !== undefined && { labelName }) }, ...others] = outputs;
  return [first, ...others];
}

/** The output of that path; the first where there is none. */
export function outputOfRun(run: RunOfOutputs, path: string | null): PredictedOutput {
  const outputs = outputsOfRun(run);
  return outputs.find((output) => output.path === path) ?? outputs[0];
}

/** The path of the output that has learned a label: the one that is shown, where it has; null where none has. */
export function outputOfLabel(run: RunOfOutputs, label: string, shown: string | null): string | null {
  const learned = outputsOfRun(run).filter(({ labelName }) => labelName === label);
  return (learned.find(({ path }) => path === shown) ?? learned[0])?.path ?? null;
}
