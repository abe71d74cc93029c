import { setSettingFix } from '../../diagnostics/fixes';
import { isInParts } from '../../settings/per-step-batch';
import type { TrainingCheck } from '../check';
import { batchNormalizers } from '../normalizers';

/** Where a batch is not divided, or nothing normalizes over it, there is nothing to synchronize. */
export const synchronizationWithoutEffect: TrainingCheck = {
  code: 'synchronization-without-effect',
  severity: 'warning',
  what: {
    en: 'Synchronized batch normalization has no effect in this training.',
    'zh-Hant': '同步的批次正規化在這次訓練中沒有作用。',
  },
  advice: {
    en: 'It takes effect with replicas, and where a batch normalization learns.',
    'zh-Hant': '它在使用副本，且有學習中的批次正規化時才會作用。',
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
