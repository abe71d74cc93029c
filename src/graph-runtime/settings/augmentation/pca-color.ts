import { constant, scalar } from '../../ops/constant';
import { add, clip, multiply } from '../../ops/elementwise';
import { matMul } from '../../ops/matmul';
import { reshape } from '../../ops/shape';
import { packLast } from '../../ops/slicing';
import { numberField } from '../field';
import { defineAugmentation } from './augmentation';

/**
 * To every pixel of an image, [p1 p2 p3] [a1 l1, a2 l2, a3 l3] is added: p and l are the eigenvectors and eigenvalues of the colors'
 * covariance over the training images, the a are normal with the given deviation, drawn once for each image (Krizhevsky et al. 2012,
 * section 4.1). An image of one channel grows lighter or darker.
 */
export const pcaColor = defineAugmentation({
  type: 'pcaColor',
  label: { en: 'PCA color', 'zh-Hant': 'PCA 色彩' },
  help: {
    en: 'Shifts an image’s colors along the principal components of the training images’ colors.',
    'zh-Hant': '沿訓練影像色彩的主成分平移影像的色彩。',
  },
  fields: {
    deviation: numberField({
      label: { en: 'Deviation', 'zh-Hant': '標準差' },
      help: { en: 'Standard deviation of the random shift.', 'zh-Hant': '隨機平移量的標準差。' },
      default: 0.1,
      minimum: 0,
      maximum: 10,
      step: 0.05,
    }),
  },
  usesColors: true,
  idleKey: ({ deviation }) => (deviation === 0 ? 'deviation' : null),
  apply: ({ graph, normal, colors, imageShape: [, , channels] }, { deviation }, images) => {
    if (colors === null) throw new Error('the colors of the training images are not known');
    const drawn = packLast(graph, normal(channels));
    // Row i of the matrix: l_i p_i, so that a times the matrix is the shift.
    const rows = colors.flatMap(({ variance, direction }) => direction.map((share) => share * variance));
    const shift = matMul(graph, drawn, constant(graph, rows, [channels, channels]));
    const scaled = multiply(graph, shift, scalar(graph, deviation));
    return clip(graph, add(graph, images, reshape(graph, scaled, [null, 1, 1, channels])), 0, 1);
  },
});
