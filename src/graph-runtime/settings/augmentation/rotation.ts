import { scalar } from '../../ops/constant';
import { add, cosine, multiply, negative, sine, subtract } from '../../ops/elementwise';
import { numberField } from '../field';
import { defineAugmentation } from './augmentation';

/** About the image's center by an angle drawn evenly from -degrees to degrees; bilinear between pixels. */
export const rotation = defineAugmentation({
  type: 'rotation',
  label: { en: 'Rotation', 'zh-Hant': '旋轉' },
  help: {
    en: 'Rotates an image about its center by a random angle.',
    'zh-Hant': '以影像中心為軸旋轉隨機角度。',
  },
  fields: {
    degrees: numberField({
      label: { en: 'Degrees', 'zh-Hant': '角度' },
      help: { en: 'The largest angle either way.', 'zh-Hant': '正負方向最大的角度。' },
      default: 15,
      minimum: 0,
      maximum: 180,
      step: 5,
    }),
  },
  idleKey: ({ degrees }) => (degrees === 0 ? 'degrees' : null),
  apply: ({ graph, uniform, transform, imageShape: [height, width] }, { degrees }, images) => {
    const [share] = uniform(1);
    if (share === undefined) throw new Error('one number was drawn');
    const largest = (degrees * Math.PI) / 180;
    const angle = multiply(graph, subtract(graph, share, scalar(graph, 0.5)), scalar(graph, 2 * largest));
    const [cos, sin] = [cosine(graph, angle), sine(graph, angle)];
    const [x, y] = [scalar(graph, (width - 1) / 2), scalar(graph, (height - 1) / 2)];
    // The center stays where it is: c = x - (cos x - sin y), f = y - (sin x + cos y).
    const c = subtract(graph, x, subtract(graph, multiply(graph, cos, x), multiply(graph, sin, y)));
    const f = subtract(graph, y, add(graph, multiply(graph, sin, x), multiply(graph, cos, y)));
    const map = { a: cos, b: negative(graph, sin), c, d: sin, e: cos, f };
    return transform(images, map, share, 'BILINEAR');
  },
});
