import { failure, refusalOf } from '../../../contract/failures';
import type { NetworkAnalysis } from '../../../graph-runtime/infer/analysis';
import { checkTraining } from '../../../graph-runtime/training-checks/check-training';
import { trainingDataOf } from '../../../graph-runtime/training-checks/training-data';
import type { FoundDataset } from '../../data/dataset-catalog';
import { RunFailure } from '../protocol/trainer-failure';

/** @throws RunFailure `network-not-trainable`, naming the first error */
export function requireTrainable({ isTrainable, diagnostics }: NetworkAnalysis): void {
  if (isTrainable) return;
  const first = diagnostics.find(({ severity }) => severity === 'error');
  const more = first === undefined ? {} : { path: first.path, detail: first.code };
  throw new RunFailure(failure('network-not-trainable', {}, more));
}

/**
 * What the training checks refuse is refused here too, whoever sent the network.
 *
 * @param options.limit only this many training examples are used
 * @param options.isLearning false: settings with which nothing could be learned are no reason to refuse
 * @throws RunFailure with the check's own code
 */
export function requireChecked(
  analysis: NetworkAnalysis,
  { description }: FoundDataset,
  { limit, isLearning = true }: { readonly limit?: number; readonly isLearning?: boolean },
): void {
  const { splits } = description;
  const { train, validation } = splits;
  const counts = { trainCount: train.count, validationCount: validation?.count ?? 0 };
  const data = trainingDataOf({ ...description, ...counts }, limit);
  const refused = checkTraining(analysis, data).find(
    ({ severity, setting }) => severity === 'error' && (isLearning || setting === undefined),
  );
  if (refused !== undefined) throw new RunFailure(refusalOf(refused));
}
