import { scalar } from '../../ops/constant';
import { floor, multiply, subtract } from '../../ops/elementwise';
import { numberField } from '../field';
import { defineAugmentation } from './augmentation';

/** Padding with zeros and cutting back at a random place is a shift by at most `padding` pixels either way (He et al. 2016, section 4.2). */
export const randomCrop = defineAugmentation({
  type: 'randomCrop',
  label: { en: 'Random crop', 'zh-Hant': '隨機裁切' },
  help: {
    en: 'Pads an image with zeros and cuts it back to its size at a random place.',
    'zh-Hant': '以零填補影像四周，再於隨機位置裁回原本大小。',
  },
  fields: {
    padding: numberField({
      label: { en: 'Padding', 'zh-Hant': '填補' },
      help: { en: 'Pixels added on each side before the crop.', 'zh-Hant': '裁切前每一側加上的像素數。' },
      default: 4,
      minimum: 1,
      maximum: 512,
      isWhole: true,
    }),
  },
  apply: ({ graph, uniform, transform }, { padding }, images) => {
    const [x, y] = uniform(2).map((share) => {
      const place = floor(graph, multiply(graph, share, scalar(graph, 2 * padding + 1)));
      return subtract(graph, place, scalar(graph, padding));
    });
    if (x === undefined || y === undefined) throw new Error('two numbers were drawn');
    return transform(images, { a: 1, b: 0, c: x, d: 0, e: 1, f: y }, x, 'NEAREST');
  },
});
