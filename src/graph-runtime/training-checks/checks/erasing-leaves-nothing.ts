import { augmentationsOf } from '../augmentations-of';
import { percentage, type TrainingCheck } from '../check';
import { augmentationFix } from '../settings-fix';

/** More than this is erased of an image on average: there is little to learn from the rest. */
const MOST = 0.6;

export const erasingLeavesNothing: TrainingCheck = {
  code: 'erasing-leaves-nothing',
  severity: 'warning',
  what: {
    en: 'Random erasing removes {share}% of the training images’ area on average.',
    'zh-Hant': '隨機擦除平均會去掉訓練影像 {share}% 的面積。',
  },
  advice: {
    en: 'A probability of 0.5 and areas of 0.02 to 0.33 are usual.',
    'zh-Hant': '常用的機率為 0.5，面積為 0.02 到 0.33。',
  },
  find: (context) =>
    augmentationsOf(context, 'randomErasing').flatMap(({ augmentation, index }) => {
      const { probability, minimumArea } = augmentation;
      const largest = Math.max(minimumArea, augmentation.maximumArea);
      const share = (probability * (minimumArea + largest)) / 2;
      if (share <= MOST) return [];
      return [
        {
          setting: `augmentation.${index}.maximumArea`,
          expected: `≤ ${percentage(MOST)}%`,
          received: `${percentage(share)}%`,
          values: { share: percentage(share) },
          fixes: () => [
            augmentationFix(context, index, augmentation, { maximumArea: 0.33, minimumArea: 0.02 }),
          ],
        },
      ];
    }),
};
