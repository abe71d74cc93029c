import type { AugmentationStep } from '../../document/document';
import { scalar } from '../../ops/constant';
import { add, cosine, multiply, negative, sine, subtract } from '../../ops/elementwise';
import type { AugmentationDefinition } from './augmentation';
import { transformImages } from './transform-images';

/** About the image's centre by an angle drawn evenly from -degrees to degrees; bilinear between pixels. */
export const rotation: AugmentationDefinition<Extract<AugmentationStep, { type: 'rotation' }>> = {
  type: 'rotation',
  apply: ({ graph, uniform, imageShape: [height, width] }, { degrees }, images) => {
    const [share] = uniform(1);
    if (share === undefined) throw new Error('one number was drawn');
    const largest = (degrees * Math.PI) / 180;
    const angle = multiply(graph, subtract(graph, share, scalar(graph, 0.5)), scalar(graph, 2 * largest));
    const [cos, sin] = [cosine(graph, angle), sine(graph, angle)];
    const [x, y] = [scalar(graph, (width - 1) / 2), scalar(graph, (height - 1) / 2)];
    // The centre stays where it is: c = x - (cos x - sin y), f = y - (sin x + cos y).
    const c = subtract(graph, x, subtract(graph, multiply(graph, cos, x), multiply(graph, sin, y)));
    const f = subtract(graph, y, add(graph, multiply(graph, sin, x), multiply(graph, cos, y)));
    const map = { a: cos, b: negative(graph, sin), c, d: sin, e: cos, f };
    return transformImages(graph, images, map, share, 'BILINEAR');
  },
};
