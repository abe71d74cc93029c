import { success } from '../../contract/failure';
import type { TrainerCommand } from '../trainer/protocol/protocol';
import { type SingleJob, startSingleJob } from './single-job';
import type { StartTrainer } from './trainer-process';

/** What is exported, how, and where to. */
export type NetworkExport = Omit<Extract<TrainerCommand, { type: 'export' }>, 'type'>;

/** Writes a network for other frameworks, in its own process: large ones take seconds. Answers the path. */
export function exportNetwork(
  startTrainer: StartTrainer,
  wanted: NetworkExport,
  startMilliseconds: number,
): SingleJob<string> {
  return startSingleJob<string>({
    ...{ startTrainer, startMilliseconds },
    command: { type: 'export', ...wanted },
    answerIn: (message) => (message.type === 'exported' ? success(message.path) : null),
  });
}
