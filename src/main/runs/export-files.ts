import { success } from '../../contract/failure';
import type { TrainerCommand } from '../trainer/protocol/protocol';
import { type SingleJob, startSingleJob } from './single-job';
import type { StartTrainer } from './trainer-process';

/** What is exported, how, and where to: a network for other frameworks, or a run for TensorBoard. */
export type WantedExport = Extract<TrainerCommand, { type: 'export' | 'export-run' }>;

/** Writes files for other programs, in their own process: large networks take seconds. Answers the path. */
export function exportFiles(
  startTrainer: StartTrainer,
  command: WantedExport,
  startMilliseconds: number,
): SingleJob<string> {
  return startSingleJob<string>({
    ...{ startTrainer, startMilliseconds },
    command,
    answerIn: (message) => (message.type === 'exported' ? success(message.path) : null),
  });
}
