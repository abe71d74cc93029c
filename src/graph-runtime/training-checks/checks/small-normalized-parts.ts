import { setSettingFix } from '../../diagnostics/fixes';
import { normalizedTogether, smallestPart } from '../../settings/per-step-batch';
import type { TrainingCheck } from '../check';
import { dividingSetting } from '../dividing-setting';
import { batchNormalizers } from '../normalizers';
import { wholeBatchesFix } from '../whole-batches-fix';

/** Batch statistics of fewer examples are too noisy to learn with (Wu and He 2018, figure 1). */
const FEWEST = 8;

/** Gradients of a batch's parts add up exactly, but batch normalization sees one micro-batch, or one replica's part, at a time. */
export const smallNormalizedParts: TrainingCheck = {
  code: 'small-normalized-parts',
  severity: 'warning',
  what: {
    en: 'In parts of {size}, “{node}” normalizes over as few as {smallest} examples instead of {batchSize}.',
    'zh-Hant': '每份為 {size} 筆時，「{node}」最少只在 {smallest} 筆樣本上正規化，而不是 {batchSize} 筆。',
  },
  advice: {
    en: 'Batch normalization needs about {fewest} examples or more at a time. Use larger micro-batches that divide the batch, fewer or synchronized replicas, or group normalization.',
    'zh-Hant':
      '批次正規化一次至少需要約 {fewest} 筆樣本。請使用能整除批次且較大的微批次、減少副本數或讓副本同步，或改用群組正規化。',
  },
  find: (context) => {
    const { settings } = context;
    const { batchSize } = settings;
    const size = normalizedTogether(settings);
    if (size >= batchSize) return [];
    const smallest = smallestPart(batchSize, settings);
    const [node] = batchNormalizers(context);
    if (node === undefined || smallest >= FEWEST) return [];
    const fitting = divisorFrom(batchSize, Math.max(FEWEST, size));
    const values = { node: node.node.origin.id, size, smallest, batchSize, fewest: FEWEST };
    return [
      {
        setting: dividingSetting(settings) ?? 'microBatchSize',
        values,
        fixes: () => [
          fitting >= batchSize || dividingSetting(settings) === 'replicas'
            ? wholeBatchesFix(settings)
            : setSettingFix('microBatchSize', fitting, { microBatchSize: fitting }),
        ],
      },
    ];
  },
};

/** The smallest divisor of a batch size that is at least `from`. */
function divisorFrom(batchSize: number, from: number): number {
  let divisor = from;
  while (divisor < batchSize && batchSize % divisor !== 0) divisor += 1;
  return divisor;
}
