import { type TrainingCheck, threeDigits } from '../check';
import { scheduleFix } from '../settings-fix';

/** A cosine toward a minimum above its beginning raises the rate; a plateau with such a minimum never lowers it. */
export const minimumAboveRate: TrainingCheck = {
  code: 'minimum-above-rate',
  severity: 'warning',
  what: {
    en: 'The schedule’s minimum ({minimum}) is not below the learning rate ({rate}): the rate never falls.',
    'zh-Hant': '排程的最小值（{minimum}）不低於學習率（{rate}）：學習率永遠不會下降。',
  },
  advice: {
    en: 'Choose a minimum below the learning rate, for example 0.',
    'zh-Hant': '請把最小值設為低於學習率，例如 0。',
  },
  find: (context) => {
    const { schedule, optimizer } = context.settings;
    if (!('minimum' in schedule) || schedule.minimum < optimizer.learningRate) return [];
    return [
      {
        setting: 'schedule.minimum',
        expected: `< ${optimizer.learningRate}`,
        values: { minimum: threeDigits(schedule.minimum), rate: threeDigits(optimizer.learningRate) },
        fixes: () => [scheduleFix(context, 'minimum', 0)],
      },
    ];
  },
};
