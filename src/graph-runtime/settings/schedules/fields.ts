import { numberField } from '../field';

/** What every schedule has: a linear warm-up in front of it. */
export const warmup = {
  warmupEpochs: numberField({
    label: { en: 'Warm-up epochs', 'zh-Hant': '預熱週期數' },
    help: {
      en: 'Epochs in which the learning rate rises from 0 to its value, before the schedule begins.',
      'zh-Hant': '排程開始前，學習率從 0 升到設定值的週期數。',
    },
    default: 0,
    minimum: 0,
    isKept: true,
    option: { name: 'warmup-epochs' },
  }),
};

export const minimumField = {
  label: { en: 'Minimum learning rate', 'zh-Hant': '最小學習率' },
  help: { en: 'The rate does not fall below this.', 'zh-Hant': '學習率不會低於此值。' },
  minimum: 0,
  step: 0.001,
  default: 0,
} as const;

/** What the rate is multiplied by; PyTorch calls it gamma. */
export const factorField = {
  label: { en: 'Factor (gamma)', 'zh-Hant': '係數（gamma）' },
  name: { en: 'factor of the schedule', 'zh-Hant': '排程的係數' },
  help: {
    en: 'The learning rate is multiplied by this each time it falls.',
    'zh-Hant': '學習率每次下降時乘以此係數。',
  },
  above: 0,
  maximum: 1,
  step: 0.01,
} as const;
