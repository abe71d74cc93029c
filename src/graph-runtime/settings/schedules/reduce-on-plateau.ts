import { numberField } from '../field';
import { factorField, minimumField, warmup } from './fields';
import { defineSchedule } from './schedule';

/** learningRate * factor ^ plateaus, never below `minimum`. The trainer, which sees the losses, counts the plateaus. */
export const reduceOnPlateau = defineSchedule({
  type: 'reduceOnPlateau',
  label: { en: 'On plateau', 'zh-Hant': '停滯時降低' },
  help: {
    en: 'Falls whenever the loss of the validation set, or else of the test set, stops falling.',
    'zh-Hant': '當驗證集（沒有時為測試集）的損失不再下降，就降低學習率。',
  },
  fields: {
    factor: numberField({ ...factorField, default: 0.1 }),
    patience: numberField({
      label: { en: 'Patience (epochs)', 'zh-Hant': '容忍週期數（patience）' },
      name: { en: 'patience of the schedule (epochs)', 'zh-Hant': '排程的容忍週期數' },
      help: {
        en: 'Epochs without improvement after which the rate falls.',
        'zh-Hant': '連續多少個週期沒有改善就降低學習率。',
      },
      default: 3,
      minimum: 1,
      isWhole: true,
    }),
    minimumDelta: numberField({
      label: { en: 'Smallest improvement', 'zh-Hant': '最小改善幅度' },
      name: { en: 'smallest improvement (schedule)', 'zh-Hant': '排程的最小改善幅度' },
      help: { en: 'Less than this is no improvement.', 'zh-Hant': '改善小於此值視為沒有改善。' },
      default: 0.0001,
      minimum: 0,
      step: 0.0001,
    }),
    minimum: numberField(minimumField),
    ...warmup,
  },
  rate: ({ factor, minimum }, learningRate, { plateaus = 0 }) =>
    Math.max(Math.min(minimum, learningRate), learningRate * factor ** plateaus),
  plateau: ({ patience, minimumDelta }) => ({ patience, minimumDelta }),
  idleField({ factor, patience }, epochs) {
    if (factor === 1) return { key: 'factor', value: factor, better: 0.1 };
    if (patience < epochs) return null;
    const better = Math.floor(epochs / 3);
    return { key: 'patience', value: patience, better: better < 1 ? null : better };
  },
});
