import type { Failure } from '../../../contract/contract';
import { failure } from '../../../contract/failures';
import type { NetloomDocument } from '../../../graph-runtime/document/document';
import { changesOnResume } from '../../../graph-runtime/resume/resume-rules';
import type { PreparedRun } from '../program/prepared-run';
import { RunFailure } from '../protocol/trainer-failure';
import { learningText } from './learning-text';
import { networkHash } from './network-hash';
import type { RunState } from './run-state';

/**
 * Makes sure that a run can be resumed from a checkpoint: it must be of this network and data set, and the settings that decide what its
 * weights mean must be the same (`resume-rules.ts`).
 *
 * @returns what to report: the settings with which the run takes another course from here
 * @throws RunFailure `checkpoint-of-another-network` or `checkpoint-of-other-settings`
 */
export function requireOwnCheckpoint(state: RunState, document: NetloomDocument): readonly Failure[] {
  if (state.identity.networkHash !== networkHash(document)) {
    throw new RunFailure(failure('checkpoint-of-another-network'));
  }
  const was = state.identity.learning ?? { frozen: '–', factors: '–' };
  const learning = learningText(document);
  requireSame('frozen', was.frozen, learning.frozen);
  requireSame('dataset', state.identity.datasetId, document.dataset.id);
  const changes = changesOnResume({ before: state.training, now: document });
  for (const { path, verdict, ...values } of changes) {
    if (verdict === 'refused') requireSame(path, values.was, values.received);
  }
  const reported: { setting: string; was: string; received: string }[] = changes
    .filter(({ verdict }) => verdict === 'reported')
    .map(({ path: setting, ...values }) => ({ setting, was: values.was, received: values.received }));
  if (was.factors !== learning.factors) {
    reported.push({ setting: 'rateFactors', was: was.factors, received: learning.factors });
  }
  return reported.map((values) => failure('resumed-with-other-setting', values));
}

/** The same for what is known only when the data is read: the examples, and their number. */
export function requireSameExamples(
  state: RunState,
  run: Pick<PreparedRun, 'document' | 'datasetHash' | 'trainCount'>,
): void {
  requireSameContent(state, run);
  requireSame('limit', state.identity.trainCount, run.trainCount);
}

/**
 * Makes sure that the data set holds what the run has learned from.
 *
 * @throws RunFailure `dataset-changed`
 */
export function requireSameContent(
  { identity }: RunState,
  { document, datasetHash }: Pick<PreparedRun, 'document' | 'datasetHash'>,
): void {
  const { id, name = id } = document.dataset;
  // Nobody has noted what earlier versions have learned from.
  if (identity.datasetHash === undefined || id !== identity.datasetId) return;
  if (identity.datasetHash === datasetHash) return;
  const [was, received] = [identity.datasetHash, datasetHash].map((hash) => hash.slice(0, 12));
  throw new RunFailure(failure('dataset-changed', { name, was: was ?? '', received: received ?? '' }));
}

function requireSame(setting: string, was: string | number, received: string | number): void {
  if (was !== received) {
    throw new RunFailure(failure('checkpoint-of-other-settings', { setting, was, received }));
  }
}
