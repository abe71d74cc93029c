import { setSettingFix } from '../../diagnostics/fixes';
import { isInParts } from '../../settings/per-step-batch';
import type { TrainingCheck } from '../check';
import { batchNormalizers } from '../normalizers';

/** Where a batch is not divided, or nothing normalizes over it, there is nothing to synchronize. */
export const synchronizationWithoutEffect: TrainingCheck = {
  code: 'synchronization-without-effect',
  severity: 'warning',
  what: {
    en: 'Synchronized batch normalization has no effect without replicas, or without a batch normalization that learns.',
    'zh-Hant': '沒有副本，或沒有學習中的批次正規化時，同步的批次正規化沒有作用。',
  },
  advice: {
    en: 'Several machines that train together are replicas. Otherwise, let each part have its own statistics.',
    'zh-Hant': '共同訓練的多台機器也算是副本。除此之外，請讓各部分使用自己的統計量。',
  },
  find: (context) => {
    const { batchStatistics, replicas } = context.settings;
    if (batchStatistics !== 'synchronized') return [];
    const hasNormalizers = batchNormalizers(context).length > 0;
    // Refused by another check.
    if (hasNormalizers && (replicas !== undefined || isInParts(context.settings))) return [];
    return [
      {
        setting: 'batchStatistics',
        received: batchStatistics,
        fixes: () => [setSettingFix('batchStatistics', 'parts', { batchStatistics: undefined })],
      },
    ];
  },
};
