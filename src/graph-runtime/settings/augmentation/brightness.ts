import { scalar } from '../../ops/constant';
import { add, clip, multiply, subtract } from '../../ops/elementwise';
import { reshape } from '../../ops/shape';
import { defineAugmentation } from './augmentation';
import { amountField } from './fields';

/** One number, drawn evenly from -amount to amount, is added to all values of an image. */
export const brightness = defineAugmentation({
  type: 'brightness',
  label: { en: 'Brightness', 'zh-Hant': '亮度' },
  help: {
    en: 'Adds one random number to all values of an image.',
    'zh-Hant': '將影像的所有數值加上同一個隨機數。',
  },
  fields: { amount: amountField },
  idleKey: ({ amount }) => (amount === 0 ? 'amount' : null),
  apply: ({ graph, uniform }, { amount }, images) => {
    const [share] = uniform(1);
    if (share === undefined) throw new Error('one number was drawn');
    const shift = multiply(graph, subtract(graph, share, scalar(graph, 0.5)), scalar(graph, 2 * amount));
    return clip(graph, add(graph, images, reshape(graph, shift, [null, 1, 1, 1])), 0, 1);
  },
});
