import { requiredNumber } from '../field';
import { factorField, warmup } from './fields';
import { defineSchedule } from './schedule';

/** Multiplied by `factor` every `everyEpochs` epochs, at once (He et al. 2016: by 0.1 every 30). */
export const step = defineSchedule({
  type: 'step',
  label: { en: 'Step', 'zh-Hant': '階梯式' },
  help: {
    en: 'The learning rate is multiplied by a factor after every few epochs.',
    'zh-Hant': '每隔幾個週期，將學習率乘以一個係數。',
  },
  fields: {
    everyEpochs: requiredNumber({
      label: { en: 'Step size (epochs)', 'zh-Hant': '間隔（週期）' },
      name: { en: 'step size of the schedule (epochs)', 'zh-Hant': '排程的間隔（週期）' },
      help: { en: 'Epochs from one step to the next.', 'zh-Hant': '兩次下降之間的週期數。' },
      // Whole epochs, and two steps within the run.
      initial: ({ epochs }) => Math.max(1, Math.ceil(epochs / 3)),
      above: 0,
    }),
    factor: requiredNumber({ ...factorField, initial: 0.1 }),
    ...warmup,
  },
  rate: ({ everyEpochs, factor }, learningRate, { epoch }) =>
    learningRate * factor ** Math.floor(epoch / everyEpochs),
  paceKey: 'everyEpochs',
  idleField({ everyEpochs, factor }, epochs) {
    if (factor === 1) return { key: 'factor', value: factor, better: 0.1 };
    if (everyEpochs < epochs) return null;
    return { key: 'everyEpochs', value: everyEpochs, better: Number((epochs / 3).toPrecision(3)) };
  },
});
