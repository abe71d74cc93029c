import type { Diagnostic } from '../diagnostics/diagnostic';
import { useDatasetFix } from '../diagnostics/fixes';
import type { NetloomDocument } from '../document/document';

/** What the data set of a document that is not on this machine could be replaced by. */
interface AvailableDataset {
  readonly id: string;
  readonly name: string;
}

/** The words for a data set that is not here; the network itself is fine. */
export const missingDatasetText = {
  what: {
    en: 'The data set “{id}” is not on this machine. The network can be changed and inspected, but not trained.',
    'zh-Hant': '這台電腦上沒有資料集「{id}」。網路可以修改與檢視，但無法訓練。',
  },
  advice: {
    en: 'To train it here, choose another data set: its images are resized, and the number of classes must be adapted.',
    'zh-Hant': '若要在此訓練，請改選其他資料集：影像會自動縮放，類別數則需要調整。',
  },
} as const;

/**
 * What keeps a sound network from being trained here: its data set is elsewhere. No flaw of the network, so no part of its analysis:
 * presets for ImageNet are shown without a mark. Null where the data set is there.
 */
export function missingDataset(
  { dataset }: Pick<NetloomDocument, 'dataset'>,
  available: readonly AvailableDataset[],
): Diagnostic | null {
  if (available.some(({ id }) => id === dataset.id)) return null;
  return {
    code: 'data-not-here',
    // Marked as lightly as it can be: nothing is wrong with the network.
    severity: 'warning',
    path: '',
    setting: 'dataset',
    values: { id: dataset.id },
    fixes: available.map(({ id, name }) => useDatasetFix(id, name)),
  };
}
