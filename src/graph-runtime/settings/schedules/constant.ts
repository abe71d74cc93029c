import { warmup } from './fields';
import { defineSchedule } from './schedule';

/** The same learning rate all along. */
export const constant = defineSchedule({
  type: 'constant',
  label: { en: 'Constant', 'zh-Hant': '固定' },
  help: { en: 'The learning rate stays the same.', 'zh-Hant': '學習率維持不變。' },
  fields: warmup,
  rate: (_settings, learningRate) => learningRate,
});
