import type { PreparedRun } from '../program/prepared-run';
import { learningText } from './learning-text';
import { networkHash } from './network-hash';
import type { RunIdentity } from './run-state';

/** What a run must still be when it is resumed. */
export function identityOf(
  { document, datasetHash, trainCount, testCount, examples }: PreparedRun,
  limit: number | null,
): RunIdentity {
  return {
    networkHash: networkHash(document),
    learning: learningText(document),
    documentName: document.name,
    datasetId: document.dataset.id,
    datasetHash,
    trainCount,
    validationCount: examples.validation.length,
    testCount,
    limit,
  };
}
