import type { DatasetSummary } from '../../../contract/contract';
import { applyEdits } from '../../../graph-runtime/document/apply-edits';
import type { DocumentEdit } from '../../../graph-runtime/document/edit';
import { analyze } from '../../../graph-runtime/infer/analyze';
import { fitToDatasetFix } from '../../../graph-runtime/training-checks/fit-to-dataset';
import { useDocument } from '../../store/document/document';

/** Chooses a data set for the open network, with its input and its scores brought to it where that can be: one step to undo. */
export function trainOn(dataset: DatasetSummary): void {
  const { document, perform } = useDocument.getState();
  const chosen: DocumentEdit = { kind: 'set-dataset', dataset: { id: dataset.id, name: dataset.name } };
  const fix = fitToDatasetFix(analyze(applyEdits(document, [chosen])), dataset);
  perform({ key: 'changeDataset' }, [chosen, ...(fix?.edits ?? [])]);
}
