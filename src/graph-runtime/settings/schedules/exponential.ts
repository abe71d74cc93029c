import { requiredNumber } from '../field';
import { factorField, warmup } from './fields';
import { defineSchedule } from './schedule';

/** learningRate * factorPerEpoch ^ epoch, changing a little with every step. */
export const exponential = defineSchedule({
  type: 'exponential',
  label: { en: 'Exponential', 'zh-Hant': '指數衰減' },
  help: {
    en: 'The learning rate falls by the same factor every epoch, a little with every step.',
    'zh-Hant': '學習率每個週期以相同係數下降，每一步都降低一點。',
  },
  fields: {
    factorPerEpoch: requiredNumber({
      ...factorField,
      label: { en: 'Decay per epoch', 'zh-Hant': '每週期衰減係數' },
      name: { en: 'decay per epoch', 'zh-Hant': '每週期衰減係數' },
      help: {
        en: 'The learning rate is multiplied by this over an epoch (gamma).',
        'zh-Hant': '每經過一個週期，學習率乘以此係數（gamma）。',
      },
      initial: 0.9,
    }),
    ...warmup,
  },
  rate: ({ factorPerEpoch }, learningRate, { epoch }) => learningRate * factorPerEpoch ** epoch,
  paceKey: 'factorPerEpoch',
  idleField: ({ factorPerEpoch: value }) =>
    value === 1 ? { key: 'factorPerEpoch', value, better: 0.9 } : null,
});
