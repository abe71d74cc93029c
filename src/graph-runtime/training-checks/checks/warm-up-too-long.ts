import type { TrainingCheck } from '../check';
import { scheduleFix } from '../settings-fix';

/** The run is over before the warm-up is: the learning rate never gets to its value, and the schedule never begins. */
export const warmUpTooLong: TrainingCheck = {
  code: 'warm-up-too-long',
  severity: 'warning',
  what: {
    en: 'The warm-up takes {warmup} epochs of a run of {epochs}: the learning rate reaches its value only at the very end, or never.',
    'zh-Hant': '訓練共 {epochs} 個週期，預熱就佔了 {warmup} 個：學習率到最後才達到設定值，甚至永遠達不到。',
  },
  advice: {
    en: 'A warm-up of about a tenth of the run is usual.',
    'zh-Hant': '預熱通常約為整個訓練的十分之一。',
  },
  find: (context) => {
    const { schedule, epochs } = context.settings;
    const { warmupEpochs } = schedule;
    if (warmupEpochs < epochs) return [];
    return [
      {
        setting: 'schedule.warmupEpochs',
        expected: `< ${epochs}`,
        received: `${warmupEpochs}`,
        values: { warmup: warmupEpochs, epochs },
        fixes: () => [scheduleFix(context, 'warmupEpochs', Math.floor(epochs / 10))],
      },
    ];
  },
};
