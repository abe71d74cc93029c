import { success } from '../../contract/failure';
import type { NetloomDocument } from '../../graph-runtime/document/document';
import type { MachineSpeed } from '../../graph-runtime/estimate/measured-speed';
import type { SpeedRecord } from '../../graph-runtime/estimate/speed-record';
import { type SingleJob, startSingleJob } from './single-job';
import type { StartTrainer } from './trainer-process';

/** Trains a few steps of a network in its own process and takes their time. */
export function measureSpeed(
  startTrainer: StartTrainer,
  question: { readonly document: NetloomDocument; readonly machine: MachineSpeed },
  startMilliseconds: number,
): SingleJob<SpeedRecord> {
  return startSingleJob<SpeedRecord>({
    ...{ startTrainer, startMilliseconds },
    command: { type: 'measure-speed', ...question },
    answerIn: (message) => (message.type === 'measured-speed' ? success(message.record) : null),
  });
}
