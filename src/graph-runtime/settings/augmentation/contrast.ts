import { scalar } from '../../ops/constant';
import { add, clip, multiply, subtract } from '../../ops/elementwise';
import { mean } from '../../ops/reductions';
import { reshape } from '../../ops/shape';
import { defineAugmentation } from './augmentation';
import { amountField } from './fields';

/** mean + factor (x - mean), with a factor for each image drawn evenly from 1 - amount to 1 + amount. */
export const contrast = defineAugmentation({
  type: 'contrast',
  label: { en: 'Contrast', 'zh-Hant': '對比' },
  help: {
    en: 'Scales an image’s distances from its mean by a random factor.',
    'zh-Hant': '以隨機係數縮放影像與其平均值的差距。',
  },
  fields: { amount: amountField },
  idleKey: ({ amount }) => (amount === 0 ? 'amount' : null),
  apply: ({ graph, uniform }, { amount }, images) => {
    const [share] = uniform(1);
    if (share === undefined) throw new Error('one number was drawn');
    const change = multiply(graph, subtract(graph, share, scalar(graph, 0.5)), scalar(graph, 2 * amount));
    const factor = reshape(graph, add(graph, change, scalar(graph, 1)), [null, 1, 1, 1]);
    const middle = mean(graph, images, [1, 2, 3], { keepDims: true });
    const scaled = multiply(graph, subtract(graph, images, middle), factor);
    return clip(graph, add(graph, middle, scaled), 0, 1);
  },
});
