import type { AugmentationStep } from '../../document/document';
import { scalar } from '../../ops/constant';
import { floor, multiply, subtract } from '../../ops/elementwise';
import type { AugmentationDefinition } from './augmentation';
import { transformImages } from './transform-images';

/** Padding with zeros and cutting back at a random place is a shift by at most `padding` pixels either way (He et al. 2016, section 4.2). */
export const randomCrop: AugmentationDefinition<Extract<AugmentationStep, { type: 'randomCrop' }>> = {
  type: 'randomCrop',
  apply: ({ graph, uniform }, { padding }, images) => {
    const [x, y] = uniform(2).map((share) => {
      const place = floor(graph, multiply(graph, share, scalar(graph, 2 * padding + 1)));
      return subtract(graph, place, scalar(graph, padding));
    });
    if (x === undefined || y === undefined) throw new Error('two numbers were drawn');
    return transformImages(graph, images, { a: 1, b: 0, c: x, d: 0, e: 1, f: y }, x, 'NEAREST');
  },
};
