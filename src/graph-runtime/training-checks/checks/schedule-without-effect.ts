import type { ScheduleSettings, TrainingSettings } from '../../document/document';
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
    const idle = idleKey(settings.schedule, settings);
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

interface IdleKey {
  readonly key: string;
  readonly value: number;
  /** A value with which it acts; null where the run is too short for any. */
  readonly better: number | null;
}

/** The number that keeps a schedule from acting; null where it acts, or is meant to be constant. */
function idleKey(schedule: ScheduleSettings, { epochs }: TrainingSettings): IdleKey | null {
  const left = epochs - schedule.warmupEpochs;
  switch (schedule.type) {
    case 'step': {
      if (schedule.factor === 1) return { key: 'factor', value: 1, better: 0.1 };
      const { everyEpochs } = schedule;
      return everyEpochs < left
        ? null
        : { key: 'everyEpochs', value: everyEpochs, better: Number((left / 3).toPrecision(3)) };
    }
    case 'exponential': {
      const { factorPerEpoch } = schedule;
      return factorPerEpoch === 1 ? { key: 'factorPerEpoch', value: 1, better: 0.9 } : null;
    }
    case 'reduceOnPlateau': {
      if (schedule.factor === 1) return { key: 'factor', value: 1, better: 0.1 };
      const { patience } = schedule;
      const better = Math.floor(left / 3);
      return patience < left
        ? null
        : { key: 'patience', value: patience, better: better < 1 ? null : better };
    }
    default:
      return null;
  }
}
