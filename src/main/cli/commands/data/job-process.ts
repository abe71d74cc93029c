import { type DataJobState, hasEnded } from '../../../../contract/contract';
import { datasetRoots } from '../../../data/dataset-roots';
import { RunningJob } from '../../../data/importing/data-job';
import type { JobCommand } from '../../../data/importing/import-protocol';
import { importProcess } from '../../../data/importing/start-import-process';
import { exitCodeOf, INTERRUPTIONS, type Interruption } from '../../trainer-job';

/** A job's last state, and the exit code of the signal that canceled it. */
export interface JobResult {
  readonly state: DataJobState;
  readonly signalCode: number | null;
}

/** Runs a survey or an import as the app does; Ctrl-C cancels it. */
export async function runDataJob(
  command: Exclude<JobCommand, { type: 'cancel' }>,
  onState: (state: DataJobState) => void,
): Promise<JobResult> {
  let last: DataJobState = { type: 'canceled' };
  let signalCode: number | null = null;
  const job = new RunningJob({
    ...{ start: importProcess(__dirname), command, root: datasetRoots(__dirname).user },
    onState: (state) => {
      last = state;
      if (!hasEnded(state)) onState(state);
    },
  });
  const interrupt = (signal: Interruption) => {
    signalCode ??= exitCodeOf(signal);
    job.cancel();
  };
  for (const name of INTERRUPTIONS) process.on(name, interrupt);
  await job.ended;
  for (const name of INTERRUPTIONS) process.removeListener(name, interrupt);
  return { state: last, signalCode };
}
