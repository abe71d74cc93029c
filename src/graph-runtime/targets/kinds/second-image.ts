import type { TargetDescription } from '../../datasets/target-description';
import { resizeBilinear } from '../../ops/resize';
import type { TargetKind } from '../target-kind';
import { valueErrors } from './value-errors';

/** A second image (restoration, super-resolution, translation of images): what the network is to make of the first, with values in [0, 1]. */
export const secondImage: TargetKind = {
  ...valueErrors,
  id: 'image',
  label: { en: 'A second image', 'zh-Hant': '第二張影像' },
  help: {
    en: 'Predicts a second image from the first: denoising, coloring, super-resolution.',
    'zh-Hant': '由第一張影像預測第二張：去雜訊、上色、超解析度。',
  },
  labels: 'image',
  pixelScale: scaleOf,
  /** Resized as the images are, so that they stay as many times as large. */
  prepareLabels(graph, { stored, inputShape: [height = 1, width = 1], description }) {
    if (stored === null) throw new Error('second images are stored');
    const scale = scaleOf(description);
    const size = [scale * height, scale * width] as const;
    const [, storedHeight, storedWidth] = stored.shape;
    return storedHeight === size[0] && storedWidth === size[1] ? stored : resizeBilinear(graph, stored, size);
  },
  outputShape(size, [height = 1, width = 1], description) {
    const scale = scaleOf(description);
    return [scale * height, scale * width, size];
  },
};

function scaleOf(description: TargetDescription): number {
  return description.kind === 'image' ? description.scale : 1;
}
