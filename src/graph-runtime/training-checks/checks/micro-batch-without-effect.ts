import { setSettingFix } from '../../diagnostics/fixes';
import type { TrainingCheck } from '../check';

/** A micro-batch that is no smaller than the batch divides nothing and saves no memory. */
export const microBatchWithoutEffect: TrainingCheck = {
  code: 'micro-batch-without-effect',
  severity: 'warning',
  what: {
    en: 'Micro-batches of {received} have no effect: the batch itself has {batchSize} examples.',
    'zh-Hant': '微批次大小 {received} 沒有作用：整個批次只有 {batchSize} 筆樣本。',
  },
  advice: {
    en: 'Choose a micro-batch smaller than the batch, or switch micro-batches off.',
    'zh-Hant': '請選擇小於批次的微批次，或關閉微批次。',
  },
  find: ({ settings: { batchSize, microBatchSize } }) => {
    // One as large as the batch is what "whole batches" means when a sweep or a forecast sets both.
    if (microBatchSize === undefined || microBatchSize <= batchSize) return [];
    const half = Math.max(1, Math.floor(batchSize / 2));
    return [
      {
        setting: 'microBatchSize',
        expected: `< ${batchSize}`,
        received: `${microBatchSize}`,
        values: { batchSize },
        fixes: () => [setSettingFix('microBatchSize', half, { microBatchSize: half })],
      },
    ];
  },
};
