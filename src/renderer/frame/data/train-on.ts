import type { DatasetSummary } from '../../../contract/contract';
import { sizeForCrops } from '../../../contract/suggested-choices';
import { applyEdits } from '../../../graph-runtime/document/apply-edits';
import type { NetloomDocument } from '../../../graph-runtime/document/document';
import type { DocumentEdit } from '../../../graph-runtime/document/edit';
import { analyze } from '../../../graph-runtime/infer/analyze';
import { fitToDatasetFix } from '../../../graph-runtime/training-checks/fit-to-dataset';
import { networkImageFit } from '../../../graph-runtime/training-checks/image-fit';
import { useDocument } from '../../store/document/document';
import { useView } from '../../store/view/view';

/**
 * Chooses a data set for the open network, with its input and its scores brought to it where that can be: one step to undo. The panel where it
 * is trained comes to the front.
 */
export function trainOn(dataset: DatasetSummary): void {
  const { document, perform } = useDocument.getState();
  const chosen: DocumentEdit[] = [
    { kind: 'set-dataset', dataset: { id: dataset.id, name: dataset.name } },
    ...(isForCrops(dataset, document)
      ? [{ kind: 'set-training', changes: { imageFit: 'crop' } } satisfies DocumentEdit]
      : []),
    // Without labels there is only one thing to learn.
    ...(dataset.target.kind === 'none'
      ? [{ kind: 'set-training', changes: { target: 'input' } } satisfies DocumentEdit]
      : []),
  ];
  const fix = fitToDatasetFix(analyze(applyEdits(document, chosen)), dataset);
  perform({ key: 'changeDataset' }, [...chosen, ...(fix?.edits ?? [])]);
  useView.getState().showTab('training');
}

/** Whether the images were stored at the size from which the network's input is cropped. */
function isForCrops({ exampleShape }: DatasetSummary, document: NetloomDocument): boolean {
  const fit = networkImageFit(analyze(document), exampleShape);
  if (fit === null || exampleShape.length !== 3) return false;
  const size = sizeForCrops([...fit.wanted, 3]);
  return size !== null && size.height === exampleShape[0] && size.width === exampleShape[1];
}
