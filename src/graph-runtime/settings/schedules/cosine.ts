import { numberField } from '../field';
import { minimumField, warmup } from './fields';
import { defineSchedule } from './schedule';

/** Half a cosine from the learning rate down to `minimum` at the end of the run (Loshchilov and Hutter 2017). */
export const cosine = defineSchedule({
  type: 'cosine',
  label: { en: 'Cosine', 'zh-Hant': '餘弦' },
  help: {
    en: 'Half a cosine from the learning rate down to the minimum at the end of the run.',
    'zh-Hant': '沿半個餘弦，從學習率降到訓練結束時的最小值。',
  },
  fields: { minimum: numberField(minimumField), ...warmup },
  rate: ({ minimum }, learningRate, { epoch, epochs }) => {
    const progress = epochs > 0 ? Math.min(epoch / epochs, 1) : 1;
    return minimum + ((learningRate - minimum) * (1 + Math.cos(Math.PI * progress))) / 2;
  },
});
