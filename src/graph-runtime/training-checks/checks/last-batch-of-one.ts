import { setSettingFix } from '../../diagnostics/fixes';
import { normalizedTogether, smallestPart } from '../../settings/per-step-batch';
import type { TrainingCheck } from '../check';
import { dividingSetting } from '../dividing-setting';
import { batchNormalizers, normalizers } from '../normalizers';
import { runLength } from '../run-length';
import { wholeBatchesFix } from '../whole-batches-fix';

/** The rest of an epoch is one example: batch normalization of vectors sees a variance of zero, and remembers it for evaluation. */
export const lastBatchOfOne: TrainingCheck = {
  code: 'last-batch-of-one',
  severity: 'warning',
  what: {
    en: 'The last batch of each epoch has one example ({examples} in batches of {batchSize}), and “{node}” normalizes over the batch.',
    'zh-Hant':
      '每個週期的最後一個批次只有一筆樣本（{examples} 筆，每批 {batchSize} 筆），而「{node}」是在批次上正規化。',
  },
  advice: {
    en: 'A single example has no variance, and the running statistics used in evaluation become inaccurate. Choose a batch size with a larger remainder.',
    'zh-Hant': '單一樣本沒有變異數，評估時使用的移動統計量會因此失準。請改用餘數較大的批次大小。',
  },
  find: (context) => {
    const length = runLength(context);
    if (length === null) return [];
    const { settings } = context;
    const { batchSize } = settings;
    const fewest = (size: number) => {
      const rest = length.examples % size;
      return smallestPart(rest === 0 ? size : rest, { ...settings, batchSize: size });
    };
    if (normalizedTogether(settings) === 1 || fewest(batchSize) !== 1) return [];
    const overBatch = batchNormalizers(context);
    const first = normalizers(context, 1).find(({ node, count }) => count === 1 && overBatch.includes(node));
    if (first === undefined) return [];
    const values = { node: first.node.node.origin.id, examples: length.examples, batchSize };
    const better = [batchSize - 1, batchSize + 1, batchSize + 2].find((size) => size > 1 && fewest(size) > 1);
    return [
      {
        setting: dividingSetting(settings) ?? 'batchSize',
        values,
        fixes: () => [
          better === undefined ? null : setSettingFix('batchSize', better, { batchSize: better }),
          dividingSetting(settings) === null ? null : wholeBatchesFix(settings),
        ],
      },
    ];
  },
};
