import type { AugmentationStep } from '../../document/document';
import { scalar } from '../../ops/constant';
import { add, clip, multiply, subtract } from '../../ops/elementwise';
import { mean } from '../../ops/reductions';
import { reshape } from '../../ops/shape';
import type { AugmentationDefinition } from './augmentation';

/** mean + factor (x - mean), with a factor for each image drawn evenly from 1 - amount to 1 + amount. */
export const contrast: AugmentationDefinition<Extract<AugmentationStep, { type: 'contrast' }>> = {
  type: 'contrast',
  apply: ({ graph, uniform }, { amount }, images) => {
    const [share] = uniform(1);
    if (share === undefined) throw new Error('one number was drawn');
    const change = multiply(graph, subtract(graph, share, scalar(graph, 0.5)), scalar(graph, 2 * amount));
    const factor = reshape(graph, add(graph, change, scalar(graph, 1)), [null, 1, 1, 1]);
    const middle = mean(graph, images, [1, 2, 3], { keepDims: true });
    const scaled = multiply(graph, subtract(graph, images, middle), factor);
    return clip(graph, add(graph, middle, scaled), 0, 1);
  },
};
