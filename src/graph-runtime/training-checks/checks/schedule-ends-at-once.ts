import { learningRateAt, paceOf } from '../../settings/schedules/registry';
import { type TrainingCheck, threeDigits } from '../check';
import { runLength } from '../run-length';
import { scheduleFix } from '../settings-fix';

/** Where in the run the rate is read, and how small it must not be there, as shares. */
const EARLY = 0.1;
const GONE = 1e-3;

/** A schedule that falls by a tenth every hundredth of an epoch: the rate is gone when the run has hardly begun. */
export const scheduleEndsAtOnce: TrainingCheck = {
  code: 'schedule-ends-at-once',
  severity: 'warning',
  what: {
    en: 'The schedule lowers the learning rate to {rate} within the first tenth of the run: after that, hardly anything is learned.',
    'zh-Hant': '學習率排程在訓練的前十分之一就把學習率降到 {rate}：之後幾乎學不到東西。',
  },
  advice: {
    en: 'Let it fall more slowly: a factor nearer to 1, or steps further apart.',
    'zh-Hant': '請讓它降得慢一些：使用較接近 1 的倍率，或拉長間隔。',
  },
  find: (context) => {
    const { schedule, optimizer, epochs } = context.settings;
    const stepsPerEpoch = runLength(context)?.stepsPerEpoch ?? 1;
    const pace = paceOf(schedule, context.settings);
    if (pace === null || schedule.warmupEpochs >= epochs) return [];
    const epoch = schedule.warmupEpochs + EARLY * (epochs - schedule.warmupEpochs);
    const rate = learningRateAt(schedule, optimizer.learningRate, { epoch, epochs }, stepsPerEpoch);
    if (rate >= GONE * optimizer.learningRate) return [];
    const { key, usual } = pace;
    return [
      {
        setting: `schedule.${key}`,
        values: { rate: threeDigits(rate) },
        fixes: () => [scheduleFix(context, key, usual)],
      },
    ];
  },
};
