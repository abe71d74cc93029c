import { augmentationsOf } from '../augmentations-of';
import { percentage, type TrainingCheck } from '../check';
import { networkImageFit } from '../image-fit';
import { augmentationFix } from '../settings-fix';

/** A padding of half the image: what remains of a picture is half of it on average, and sometimes next to nothing. */
export const cropTooFar: TrainingCheck = {
  code: 'crop-too-far',
  severity: 'warning',
  what: {
    en: 'A random crop with a padding of {received} shifts images of {image} so far that only {left}% of an image remains on average.',
    'zh-Hant': '隨機裁切的填補為 {received} 時，{image} 的影像會移位過多，平均只剩下 {left}% 的畫面。',
  },
  advice: {
    en: 'A padding of about an eighth of the image is usual: {usual}.',
    'zh-Hant': '填補通常約為影像大小的八分之一：{usual}。',
  },
  find: (context) => {
    const stored = context.data?.exampleShape ?? [];
    const fit = networkImageFit(context.analysis, stored);
    // Cropped before they are augmented, resized after that.
    const [height, width] = fit?.kind === 'cropped' ? fit.wanted : stored;
    if (height === undefined || width === undefined) return [];
    const size = Math.min(height, width);
    const usual = Math.max(1, Math.round(size / 8));
    return augmentationsOf(context, 'randomCrop').flatMap(({ augmentation, index }) => {
      if (augmentation.padding <= size / 2) return [];
      const left = visible(augmentation.padding, height) * visible(augmentation.padding, width);
      return [
        {
          setting: `augmentation.${index}.padding`,
          expected: `≤ ${Math.floor(size / 2)}`,
          received: `${augmentation.padding}`,
          values: { image: `${height} × ${width}`, left: percentage(left), usual },
          fixes: () => [augmentationFix(context, index, augmentation, { padding: usual })],
        },
      ];
    });
  },
};

/** Mean share of an axis that stays in view when it is shifted by up to `padding` cells either way. */
function visible(padding: number, size: number): number {
  let sum = 0;
  for (let shift = -padding; shift <= padding; shift += 1) sum += Math.max(0, 1 - Math.abs(shift) / size);
  return sum / (2 * padding + 1);
}
