import { scalar } from '../../ops/constant';
import { less, multiply, subtract } from '../../ops/elementwise';
import { cast } from '../../ops/shape';
import { defineAugmentation } from './augmentation';
import { probabilityField } from './fields';

/** Left and right change places: pixel x comes from width - 1 - x. */
export const horizontalFlip = defineAugmentation({
  type: 'horizontalFlip',
  label: { en: 'Horizontal flip', 'zh-Hant': '水平翻轉' },
  help: { en: 'Mirrors an image left to right.', 'zh-Hant': '將影像左右翻轉。' },
  fields: { probability: probabilityField },
  idleKey: ({ probability }) => (probability === 0 ? 'probability' : null),
  apply: ({ graph, uniform, transform, imageShape: [, width] }, { probability }, images) => {
    const [share] = uniform(1);
    if (share === undefined) throw new Error('one number was drawn');
    const isFlipped = cast(graph, less(graph, share, scalar(graph, probability)), 'float32');
    const a = subtract(graph, scalar(graph, 1), multiply(graph, isFlipped, scalar(graph, 2)));
    const c = multiply(graph, isFlipped, scalar(graph, width - 1));
    return transform(images, { a, b: 0, c, d: 0, e: 1, f: 0 }, share, 'NEAREST');
  },
});
