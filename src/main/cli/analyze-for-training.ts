import type { Diagnostic } from '../../graph-runtime/diagnostics/diagnostic';
import type { NetloomDocument } from '../../graph-runtime/document/document';
import type { NetworkAnalysis } from '../../graph-runtime/infer/analysis';
import { analyze } from '../../graph-runtime/infer/analyze';
import { withTrainingChecks } from '../../graph-runtime/training-checks/check-training';
import { missingDataset } from '../../graph-runtime/training-checks/missing-dataset';
import { trainingDataOf } from '../../graph-runtime/training-checks/training-data';
import { listDatasets } from '../data/dataset-catalog';
import { datasetRoots } from '../data/dataset-roots';

/** A network as this machine could train it. */
export interface CheckedNetwork {
  /** With what the training checks say. */
  readonly analysis: NetworkAnalysis;
  /** That the document's data set is not here; null where it is. */
  readonly missing: Diagnostic | null;
}

/**
 * Analyzes a network together with the data set it names.
 *
 * @param limit training examples used at most
 */
export async function analyzeForTraining(document: NetloomDocument, limit?: number): Promise<CheckedNetwork> {
  const { datasets } = await listDatasets(datasetRoots(__dirname));
  const data = datasets.find(({ id }) => id === document.dataset.id);
  const used = data === undefined ? null : trainingDataOf(data, limit);
  return {
    analysis: withTrainingChecks(analyze(document), used),
    missing: missingDataset(document, datasets),
  };
}
