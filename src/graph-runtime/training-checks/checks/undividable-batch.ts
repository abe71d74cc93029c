import { setSettingFix } from '../../diagnostics/fixes';
import { canDivide, isInParts, perStepBatch } from '../../settings/per-step-batch';
import type { TrainingCheck } from '../check';

/** Replicas that would have no example, or whose parts would be divided once more. */
export const undividableBatch: TrainingCheck = {
  code: 'undividable-batch',
  severity: 'error',
  what: {
    en: '{received} replicas cannot divide batches of {batchSize} examples computed {size} at a time.',
    'zh-Hant': '{received} 個副本無法分配每批 {batchSize} 筆、每次計算 {size} 筆的樣本。',
  },
  advice: {
    en: 'Replicas need at least one example each, and take the place of micro-batches. Use fewer replicas, or switch micro-batches off.',
    'zh-Hant': '每個副本至少需要一筆樣本，並取代微批次。請減少副本數，或關閉微批次。',
  },
  find: ({ settings }) => {
    const { batchSize, replicas } = settings;
    const hasMicroBatches = isInParts(settings);
    if (replicas === undefined || canDivide(settings, replicas)) return [];
    return [
      {
        setting: 'replicas',
        expected: `≤ ${batchSize}`,
        received: `${replicas}`,
        values: { batchSize, size: perStepBatch(settings) },
        fixes: () => [
          hasMicroBatches
            ? setSettingFix('microBatchSize', batchSize, { microBatchSize: undefined })
            : setSettingFix('replicas', 1, { replicas: undefined }),
        ],
      },
    ];
  },
};
