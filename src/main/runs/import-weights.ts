import { success } from '../../contract/failure';
import type { WeightImportReport } from '../../contract/weight-import';
import type { TrainerCommand } from '../trainer/protocol/protocol';
import { type SingleJob, startSingleJob } from './single-job';
import type { StartTrainer } from './trainer-process';

/** Which file, for which network, and where its weights go. */
export type WeightImport = Omit<Extract<TrainerCommand, { type: 'import-weights' }>, 'type'>;

/** Reads a file of weights in its own process, which a file that lies may end. */
export function importWeights(
  startTrainer: StartTrainer,
  wanted: WeightImport,
  startMilliseconds: number,
): SingleJob<WeightImportReport> {
  return startSingleJob<WeightImportReport>({
    ...{ startTrainer, startMilliseconds },
    command: { type: 'import-weights', ...wanted },
    answerIn: (message) => (message.type === 'imported-weights' ? success(message.report) : null),
  });
}
