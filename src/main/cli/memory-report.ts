import type { NetworkAnalysis } from '../../graph-runtime/infer/analysis';
import { forecastTrainingMemory, largestBatchThatFits } from '../../graph-runtime/memory/memory-forecast';
import { isInParts } from '../../graph-runtime/settings/per-step-batch';
import { formatBytes } from '../../graph-runtime/text/format-bytes';
import { listDatasets } from '../data/dataset-catalog';
import { datasetRoots } from '../data/dataset-roots';
import { availableMemory } from '../machine/available-memory';
import { groupDigits } from './figures';

/** What training on the processor takes, and what there is. */
export interface MemoryReport {
  readonly batchSize: number;
  readonly forecastBytes: number;
  /** To spare on this machine now. */
  readonly availableBytes: number;
  /** The largest batch (or micro-batch, where the settings have them) whose forecast stays within it; 0 when not even one example does. */
  readonly largestBatch: number;
}

/** Forecasts for the document's own data set and optimizer; null for a network that cannot be trained. */
export async function reportMemory(
  analysis: NetworkAnalysis,
  batchSize: number,
): Promise<MemoryReport | null> {
  if (!analysis.isTrainable) return null;
  const { dataset, training } = analysis.document;
  const { datasets } = await listDatasets(datasetRoots(__dirname));
  const data = datasets.find(({ id }) => id === dataset.id);
  const settings = { ...training, batchSize, ...(data === undefined ? {} : { data }) };
  const availableBytes = availableMemory();
  return {
    batchSize,
    forecastBytes: forecastTrainingMemory(analysis, settings).bytes,
    availableBytes,
    largestBatch: largestBatchThatFits(analysis, availableBytes, {
      ...settings,
      isInParts: isInParts(settings),
    }),
  };
}

/** The report as lines of the summary under the table. */
export function memoryLines(report: MemoryReport): readonly string[] {
  const { batchSize, forecastBytes, availableBytes, largestBatch } = report;
  return [
    `Memory                ${formatBytes(forecastBytes, 'en')} to train with batches of ${groupDigits(batchSize)}`,
    `Largest batch         ${groupDigits(largestBatch)} within the ${formatBytes(availableBytes, 'en')} available here`,
  ];
}
