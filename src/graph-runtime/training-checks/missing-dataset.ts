import { datasetName } from '../datasets/known-datasets';
import type { Diagnostic, Fix } from '../diagnostics/diagnostic';
import { otherDatasetFix } from '../diagnostics/fixes';
import type { NetloomDocument } from '../document/document';
import type { DocumentEdit } from '../document/edit';
import { fittingEdits, resizedShape } from './fit-to-dataset';
import type { DescribedDataset } from './training-data';

/** What the data set of a document that is not on this machine could be replaced by. */
interface AvailableDataset extends DescribedDataset {
  readonly id: string;
  readonly name: string;
}

/** The code of what `missingDataset` says. */
export const MISSING_DATASET = 'data-not-here';

/** The words for a data set that is not here; the network itself is fine. */
export const missingDatasetText = {
  what: {
    en: 'The data set “{name}” is not on this machine ({id}). The network can be changed and inspected, but not trained here.',
    'zh-Hant': '這台電腦上沒有資料集「{name}」（{id}）。網路可以修改與檢視，但無法在此訓練。',
  },
  advice: {
    en: 'To train it here, import the data set again, or choose another: its images are resized, and input channels and classes are adapted.',
    'zh-Hant':
      '若要在此訓練，請重新匯入此資料集，或改選其他資料集：影像會自動縮放，輸入通道數與類別數也會一併調整。',
  },
} as const;

/**
 * What keeps a sound network from being trained here: its data set is elsewhere. No flaw of the network, so no part of its analysis. Null
 * where the data set is there.
 */
export function missingDataset(
  document: NetloomDocument,
  available: readonly AvailableDataset[],
): Diagnostic | null {
  const { id, name = datasetName(id) } = document.dataset;
  if (available.some((dataset) => dataset.id === id)) return null;
  return {
    code: MISSING_DATASET,
    // Marked as lightly as it can be: nothing is wrong with the network.
    severity: 'warning',
    path: '',
    setting: 'dataset',
    values: { id, name },
    fixes: available.map((dataset) => adaptingFix(document, dataset)),
  };
}

/** The other data set, with the input's channels and the scores of all outputs adapted to it, as one edit. */
function adaptingFix(document: NetloomDocument, dataset: AvailableDataset): Fix {
  const plain = otherDatasetFix(dataset.id, dataset.name);
  // Images are resized to what the network was made for.
  const input = resizedShape(document, dataset) ?? dataset.exampleShape;
  const [height = 0, width = 0] = dataset.exampleShape;
  const isTooSmall = height < (input[0] ?? 0) || width < (input[1] ?? 0);
  const resizing: DocumentEdit[] =
    isTooSmall && document.training.imageFit === 'crop'
      ? [{ kind: 'set-training', changes: { imageFit: undefined } }]
      : [];
  return { ...plain, edits: [...plain.edits, ...resizing, ...fittingEdits(document, dataset, input)] };
}
