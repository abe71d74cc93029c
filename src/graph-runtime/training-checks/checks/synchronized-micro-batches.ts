import { setSettingFix } from '../../diagnostics/fixes';
import { isInParts } from '../../settings/per-step-batch';
import type { TrainingCheck } from '../check';
import { batchNormalizers } from '../normalizers';

/** Micro-batches come one after the other: the first has changed its activations before the last is known. */
export const synchronizedMicroBatches: TrainingCheck = {
  code: 'synchronized-micro-batches',
  severity: 'error',
  what: {
    en: 'Batch normalization cannot be synchronized over micro-batches ({size} of {batchSize} examples at a time).',
    'zh-Hant': '批次正規化無法在微批次之間同步（每次計算 {batchSize} 筆中的 {size} 筆）。',
  },
  advice: {
    en: 'Micro-batches are computed one after the other. Switch them off and use replicas, or let each part have its own statistics.',
    'zh-Hant': '微批次是一個接一個計算的。請關閉微批次並改用副本，或讓各部分使用自己的統計量。',
  },
  find: (context) => {
    const { batchSize, microBatchSize, batchStatistics } = context.settings;
    if (batchStatistics !== 'synchronized' || microBatchSize === undefined) return [];
    if (!isInParts(context.settings) || batchNormalizers(context).length === 0) return [];
    return [
      {
        setting: 'batchStatistics',
        received: batchStatistics,
        values: { size: microBatchSize, batchSize },
        fixes: () => [setSettingFix('batchStatistics', 'parts', { batchStatistics: undefined })],
      },
    ];
  },
};
