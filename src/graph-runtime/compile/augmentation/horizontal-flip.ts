import type { AugmentationStep } from '../../document/document';
import { scalar } from '../../ops/constant';
import { less, multiply, subtract } from '../../ops/elementwise';
import { cast } from '../../ops/shape';
import type { AugmentationDefinition } from './augmentation';
import { transformImages } from './transform-images';

/** Left and right change places: pixel x comes from width - 1 - x. */
export const horizontalFlip: AugmentationDefinition<Extract<AugmentationStep, { type: 'horizontalFlip' }>> = {
  type: 'horizontalFlip',
  apply: ({ graph, uniform, imageShape: [, width] }, { probability }, images) => {
    const [share] = uniform(1);
    if (share === undefined) throw new Error('one number was drawn');
    const isFlipped = cast(graph, less(graph, share, scalar(graph, probability)), 'float32');
    const a = subtract(graph, scalar(graph, 1), multiply(graph, isFlipped, scalar(graph, 2)));
    const c = multiply(graph, isFlipped, scalar(graph, width - 1));
    return transformImages(graph, images, { a, b: 0, c, d: 0, e: 1, f: 0 }, share, 'NEAREST');
  },
};
