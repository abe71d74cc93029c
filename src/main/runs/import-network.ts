import { success } from '../../contract/failure';
import type { ReadNetwork } from '../../contract/network-import';
import type { TrainerCommand } from '../trainer/protocol/protocol';
import { type SingleJob, startSingleJob } from './single-job';
import type { StartTrainer } from './trainer-process';

/** Which file, and where its weights go. */
export type NetworkImport = Omit<Extract<TrainerCommand, { type: 'import-network' }>, 'type'>;

/** Reads a network from elsewhere in its own process, which a file that lies may end. */
export function importNetwork(
  startTrainer: StartTrainer,
  wanted: NetworkImport,
  startMilliseconds: number,
): SingleJob<ReadNetwork> {
  return startSingleJob<ReadNetwork>({
    ...{ startTrainer, startMilliseconds },
    command: { type: 'import-network', ...wanted },
    answerIn: (message) => (message.type === 'imported-network' ? success(message.network) : null),
  });
}
