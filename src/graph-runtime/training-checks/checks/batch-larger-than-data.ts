import { setSettingFix } from '../../diagnostics/fixes';
import type { TrainingCheck } from '../check';
import { runLength } from '../run-length';

/** A step for each epoch: the gradient is exact, and there are far too few steps. */
export const batchLargerThanData: TrainingCheck = {
  code: 'batch-larger-than-data',
  severity: 'warning',
  what: {
    en: 'A batch of {received} is larger than the {examples} training examples: each epoch is one single step.',
    'zh-Hant': '批次大小 {received} 超過 {examples} 筆訓練樣本：每個週期只有一步。',
  },
  advice: {
    en: 'Smaller batches give more steps with the same data.',
    'zh-Hant': '較小的批次能用同樣的資料走更多步。',
  },
  find: (context) => {
    const length = runLength(context);
    const { batchSize } = context.settings;
    if (length === null || batchSize <= length.examples) return [];
    const fitting = Math.max(1, Math.min(128, 2 ** Math.floor(Math.log2(Math.max(1, length.examples / 8)))));
    return [
      {
        setting: 'batchSize',
        expected: `≤ ${length.examples}`,
        received: `${batchSize}`,
        values: { examples: length.examples },
        fixes: () => [setSettingFix('batchSize', fitting, { batchSize: fitting })],
      },
    ];
  },
};
