import type { Diagnostic, Fix } from '../diagnostics/diagnostic';
import { otherDatasetFix } from '../diagnostics/fixes';
import { applyEdits } from '../document/apply-edits';
import type { NetloomDocument } from '../document/document';
import type { DocumentEdit } from '../document/edit';
import { analyze } from '../infer/analyze';
import { getLayer } from '../layers/registry';
import { contextOf } from './check-context';
import { datasetName } from './known-datasets';
import { scoreCountFixes, scoredOutputs } from './scores';
import { type DescribedDataset, trainingDataOf } from './training-data';

/** What the data set of a document that is not on this machine could be replaced by. */
interface AvailableDataset extends DescribedDataset {
  readonly id: string;
  readonly name: string;
}

/** The words for a data set that is not here; the network itself is fine. */
export const missingDatasetText = {
  what: {
    en: 'The data set “{name}” is not installed: its images do not come with Netloom. The network can be changed and inspected, but not trained here.',
    'zh-Hant': '未安裝資料集「{name}」：Netloom 未隨附其影像。網路可以修改與檢視，但無法在此訓練。',
  },
  advice: {
    en: 'To train it here, choose another data set: its images are resized, and input channels and classes are adapted.',
    'zh-Hant': '若要在此訓練，請改選其他資料集：影像會自動縮放，輸入通道數與類別數也會一併調整。',
  },
} as const;

/**
 * What keeps a sound network from being trained here: its data set is elsewhere. No flaw of the network, so no part of its analysis:
 * presets for ImageNet are shown without a mark. Null where the data set is there.
 */
export function missingDataset(
  document: NetloomDocument,
  available: readonly AvailableDataset[],
): Diagnostic | null {
  const { id } = document.dataset;
  if (available.some((dataset) => dataset.id === id)) return null;
  return {
    code: 'data-not-here',
    // Marked as lightly as it can be: nothing is wrong with the network.
    severity: 'warning',
    path: '',
    setting: 'dataset',
    values: { id, name: datasetName(id) },
    fixes: available.map((dataset) => adaptingFix(document, dataset)),
  };
}

/** The other data set, with the input's channels and the scores of all outputs adapted to it, as one edit. */
function adaptingFix(document: NetloomDocument, dataset: AvailableDataset): Fix {
  const plain = otherDatasetFix(dataset.id, dataset.name);
  const edits: DocumentEdit[] = [...plain.edits, ...channelEdits(document, dataset.imageShape)];
  const classCount = dataset.classNames.en.length;
  // One output after the other: a repair may change what the next one receives.
  for (let left = document.nodes.length + 1; left > 0; left -= 1) {
    const analysis = analyze(applyEdits(document, edits));
    const context = contextOf(analysis, trainingDataOf(dataset));
    const unlike = scoredOutputs(context).filter(
      ({ loss, scores }) => loss.targetCount(scores) !== classCount,
    );
    const [fix] = unlike.flatMap((scored) =>
      scoreCountFixes(context, scored, classCount).flatMap((one) => one ?? []),
    );
    if (fix === undefined) break;
    edits.push(...fix.edits);
  }
  return { ...plain, edits };
}

function channelEdits({ nodes }: NetloomDocument, [, , stored = 1]: readonly number[]): DocumentEdit[] {
  const input = nodes.find((node) => getLayer(node.type)?.inputs.length === 0);
  const shape = input?.parameters?.shape;
  if (input === undefined || !Array.isArray(shape) || shape.length !== 3 || shape[2] === stored) return [];
  const value = [...shape.slice(0, 2), stored];
  return [{ kind: 'set-parameter', scope: null, id: input.id, parameter: 'shape', value }];
}
