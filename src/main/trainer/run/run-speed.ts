import type { SpeedRecord } from '../../../graph-runtime/estimate/speed-record';
import { speedRecordOf } from '../prepare/speed-record';
import type { TrainingRun } from './training-run';

/** What a run that has ended says of the machine's speed; null when it had too few steps. */
export function speedOfRun({ prepared, times }: TrainingRun): SpeedRecord | null {
  const { mean } = times;
  if (mean === null) return null;
  const { batchSize } = prepared.document.training;
  return speedRecordOf(prepared, { source: 'run', examples: batchSize, seconds: mean });
}
