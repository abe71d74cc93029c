import type { NetloomDocument } from '../../../graph-runtime/document/document';
import { failure } from '../../../preload/failures';
import { RunFailure } from '../trainer-failure';
import { networkHash } from './network-hash';
import type { RunState } from './run-state';

/**
 * Makes sure that a run can go on from a checkpoint: it must be of this network, and the settings that decide which examples come in
 * which step, and what the optimiser remembers, must be the same. Others (epochs, learning rate, schedule, early stopping) may be
 * changed by the user: then the run goes on with the new ones.
 *
 * @throws RunFailure `checkpoint-of-another-network` or `checkpoint-of-other-settings`
 */
export function requireOwnCheckpoint(state: RunState, document: NetloomDocument): void {
  if (state.identity.networkHash !== networkHash(document)) {
    throw new RunFailure(failure('checkpoint-of-another-network'));
  }
  const before = state.training;
  const now = document.training;
  requireSame('dataset', state.identity.datasetId, document.dataset.id);
  requireSame('optimizer', before.optimizer.type, now.optimizer.type);
  requireSame('batchSize', before.batchSize, now.batchSize);
  requireSame('seed', before.seed, now.seed);
  requireSame('validationShare', before.validationShare ?? 0, now.validationShare ?? 0);
}

/** The same for what is known only when the data is read: how many examples there are. */
export function requireSameExamples(state: RunState, trainCount: number): void {
  requireSame('limit', state.identity.trainCount, trainCount);
}

function requireSame(setting: string, was: string | number, received: string | number): void {
  if (was !== received) {
    throw new RunFailure(failure('checkpoint-of-other-settings', { setting, was, received }));
  }
}
