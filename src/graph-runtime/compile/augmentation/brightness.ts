import type { AugmentationStep } from '../../document/document';
import { scalar } from '../../ops/constant';
import { add, clip, multiply, subtract } from '../../ops/elementwise';
import { reshape } from '../../ops/shape';
import type { AugmentationDefinition } from './augmentation';

/** One number, drawn evenly from -amount to amount, is added to all values of an image. */
export const brightness: AugmentationDefinition<Extract<AugmentationStep, { type: 'brightness' }>> = {
  type: 'brightness',
  apply: ({ graph, uniform }, { amount }, images) => {
    const [share] = uniform(1);
    if (share === undefined) throw new Error('one number was drawn');
    const shift = multiply(graph, subtract(graph, share, scalar(graph, 0.5)), scalar(graph, 2 * amount));
    return clip(graph, add(graph, images, reshape(graph, shift, [null, 1, 1, 1])), 0, 1);
  },
};
