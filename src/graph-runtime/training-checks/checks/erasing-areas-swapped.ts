import { augmentationsOf } from '../augmentations-of';
import type { TrainingCheck } from '../check';
import { augmentationFix } from '../settings-fix';

/** The smallest area is above the largest, which then counts for nothing. */
export const erasingAreasSwapped: TrainingCheck = {
  code: 'erasing-areas-swapped',
  severity: 'warning',
  what: {
    en: 'Random erasing has a smallest area of {minimum} and a largest of {maximum}: always {minimum} of the image would be erased.',
    'zh-Hant': '隨機擦除的最小面積為 {minimum}，最大面積為 {maximum}：每次都會擦除影像的 {minimum}。',
  },
  advice: {
    en: 'The smallest area must not be above the largest. Are they swapped?',
    'zh-Hant': '最小面積不能大於最大面積。兩者是否對調了？',
  },
  find: (context) =>
    augmentationsOf(context, 'randomErasing')
      .filter(({ augmentation }) => augmentation.minimumArea > augmentation.maximumArea)
      .map(({ augmentation, index }) => {
        const { minimumArea, maximumArea } = augmentation;
        return {
          setting: `augmentation.${index}.minimumArea`,
          expected: `≤ ${maximumArea}`,
          received: `${minimumArea}`,
          values: { minimum: minimumArea, maximum: maximumArea },
          fixes: () => [
            augmentationFix(context, index, augmentation, { minimumArea: 0.02, maximumArea: 0.33 }),
            augmentationFix(context, index, augmentation, {
              minimumArea: maximumArea,
              maximumArea: minimumArea,
            }),
          ],
        };
      }),
};
