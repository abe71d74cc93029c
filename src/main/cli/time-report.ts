import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { SpeedRecord } from '../../graph-runtime/estimate/speed-record';
import { estimateTrainingTime, type TimeEstimate } from '../../graph-runtime/estimate/training-time';
import type { NetworkAnalysis } from '../../graph-runtime/infer/analysis';
import { formatAbout } from '../../graph-runtime/text/format-about';
import { listDatasets } from '../data/dataset-catalog';
import { datasetRoots } from '../data/dataset-roots';
import { cacheFolder } from '../files/cache-folder';
import { MeasuredSpeeds } from '../runs/measured-speeds';

let speeds: MeasuredSpeeds | undefined;

/** What commands have measured here before. An estimate is no reason to complain of a file: without it, it is only rougher. */
function measuredSpeeds(): MeasuredSpeeds {
  speeds ??= new MeasuredSpeeds({ file: speedsFile(), log: { warning: () => {}, error: () => {} } });
  return speeds;
}

/** Added to what is saved of this machine. */
function speedsFile(): string {
  return cacheFolder('speeds.json');
}

/** Keeps what a command has measured. */
export async function keepSpeed(record: SpeedRecord): Promise<void> {
  try {
    mkdirSync(dirname(speedsFile()), { recursive: true });
  } catch {
    return; // Nothing can be saved there; the next estimate is as rough as this one.
  }
  measuredSpeeds().add(record);
  await measuredSpeeds().flush();
}

/**
 * How long a network trains on this machine; null where it cannot, or where its data set is not here.
 *
 * @param limit training examples that are used at most, with a proportional share of the test set
 */
export async function reportTime(analysis: NetworkAnalysis, limit?: number): Promise<TimeEstimate | null> {
  const { dataset, training } = analysis.document;
  const { datasets } = await listDatasets(datasetRoots(__dirname));
  const data = datasets.find(({ id }) => id === dataset.id);
  if (!analysis.isTrainable || data === undefined) return null;
  const trainCount = Math.min(limit ?? data.trainCount, data.trainCount);
  const testCount = Math.max(1, Math.round((data.testCount * trainCount) / data.trainCount));
  return estimateTrainingTime(
    analysis,
    training,
    { ...data, trainCount, testCount },
    measuredSpeeds().machine(),
  );
}

/** e.g. `about 12 hr on this CPU (10 epochs)` */
export function formatTime({ seconds, device, foundation }: TimeEstimate, epochs: number): string {
  const place = device?.kind === 'gpu' ? 'GPU' : 'CPU';
  const rough = foundation === 'generic' ? ', a rough estimate until something was trained here' : '';
  const count = epochs === 1 ? '1 epoch' : `${epochs} epochs`;
  return `about ${formatAbout(seconds, 'en')} on this ${place} (${count})${rough}`;
}
