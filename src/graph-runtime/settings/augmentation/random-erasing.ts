import { constant, scalar } from '../../ops/constant';
import {
  add,
  divide,
  exp,
  floor,
  greaterEqual,
  less,
  logicalAnd,
  minimum,
  multiply,
  select,
  squareRoot,
  subtract,
} from '../../ops/elementwise';
import { reshape } from '../../ops/shape';
import { numberField } from '../field';
import { defineAugmentation } from './augmentation';
import { areaField, probabilityField } from './fields';

/** What is in the rectangle: the middle of the range. */
const GRAY = 0.5;

/**
 * With the given probability, a rectangle of random area (as a share of the image), aspect and place becomes gray (Zhong et al. 2017).
 * The aspect is drawn so that tall and wide are as likely; a side longer than the image is cut to it.
 */
export const randomErasing = defineAugmentation({
  type: 'randomErasing',
  label: { en: 'Random erasing', 'zh-Hant': '隨機擦除' },
  help: {
    en: 'Makes a rectangle of random size and place gray.',
    'zh-Hant': '將隨機大小與位置的矩形變成灰色。',
  },
  fields: {
    probability: probabilityField,
    minimumArea: numberField({
      ...areaField,
      label: { en: 'Smallest area', 'zh-Hant': '最小面積' },
      default: 0.02,
    }),
    maximumArea: numberField({
      ...areaField,
      label: { en: 'Largest area', 'zh-Hant': '最大面積' },
      default: 0.33,
    }),
    minimumAspect: numberField({
      label: { en: 'Smallest aspect', 'zh-Hant': '最小長寬比' },
      help: {
        en: 'Height to width at the least; at most it is the inverse.',
        'zh-Hant': '高與寬的最小比例；最大比例為其倒數。',
      },
      default: 0.3,
      above: 0,
      maximum: 1,
      step: 0.05,
    }),
  },
  idleKey: ({ probability, minimumArea, maximumArea }) => {
    if (probability === 0) return 'probability';
    return maximumArea === 0 && minimumArea === 0 ? 'maximumArea' : null;
  },
  apply: ({ graph, uniform, imageShape: [height, width] }, settings, images) => {
    const { probability, minimumArea, maximumArea, minimumAspect } = settings;
    const [chance, area, aspect, down, across] = uniform(5);
    if (!chance || !area || !aspect || !down || !across) throw new Error('five numbers were drawn');
    const between = (share: typeof area, low: number, high: number) =>
      add(graph, multiply(graph, share, scalar(graph, high - low)), scalar(graph, low));
    const largest = Math.max(minimumArea, maximumArea);
    const pixels = multiply(graph, between(area, minimumArea, largest), scalar(graph, height * width));
    const ratio = exp(graph, between(aspect, Math.log(minimumAspect), -Math.log(minimumAspect)));
    const tall = minimum(
      graph,
      floor(graph, squareRoot(graph, multiply(graph, pixels, ratio))),
      scalar(graph, height),
    );
    const wide = minimum(
      graph,
      floor(graph, squareRoot(graph, divide(graph, pixels, ratio))),
      scalar(graph, width),
    );
    const placed = (share: typeof down, size: number, length: typeof tall) =>
      floor(graph, multiply(graph, share, subtract(graph, scalar(graph, size + 1), length)));
    const inside = (size: number, start: typeof tall, length: typeof tall, axis: 1 | 2) => {
      const shape = axis === 1 ? [1, size, 1, 1] : [1, 1, size, 1];
      const places = constant(
        graph,
        Array.from({ length: size }, (_, index) => index),
        shape,
      );
      const begin = reshape(graph, start, [null, 1, 1, 1]);
      const end = reshape(graph, add(graph, start, length), [null, 1, 1, 1]);
      return logicalAnd(graph, greaterEqual(graph, places, begin), less(graph, places, end));
    };
    const rows = inside(height, placed(down, height, tall), tall, 1);
    const columns = inside(width, placed(across, width, wide), wide, 2);
    const happens = less(graph, reshape(graph, chance, [null, 1, 1, 1]), scalar(graph, probability));
    const erased = logicalAnd(graph, logicalAnd(graph, rows, columns), happens);
    return select(graph, erased, scalar(graph, GRAY), images);
  },
});
