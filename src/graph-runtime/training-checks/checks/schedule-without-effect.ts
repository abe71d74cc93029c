import { idleFieldOf } from '../../settings/schedules/registry';
import type { TrainingCheck } from '../check';
import { scheduleFix } from '../settings-fix';

/** A schedule that was chosen and never changes the rate: its first step would come after the run. */
export const scheduleWithoutEffect: TrainingCheck = {
  code: 'schedule-without-effect',
  severity: 'warning',
  what: {
    en: 'With {setting} = {received}, the schedule never changes the learning rate in this run of {epochs} epochs.',
    'zh-Hant': '{setting} 為 {received} 時，排程在這次 {epochs} 個週期的訓練中不會改變學習率。',
  },
  advice: {
    en: 'Let it act within the run, or choose a constant learning rate.',
    'zh-Hant': '請讓排程在訓練期間發揮作用，或改用固定的學習率。',
  },
  find: (context) => {
    const { settings } = context;
    const idle = idleFieldOf(settings.schedule, settings.epochs);
    if (idle === null || settings.schedule.warmupEpochs >= settings.epochs) return [];
    const { key, value, better } = idle;
    return [
      {
        setting: `schedule.${key}`,
        received: `${value}`,
        values: { setting: key, epochs: settings.epochs },
        fixes: () => [better === null ? null : scheduleFix(context, key, better)],
      },
    ];
  },
};
