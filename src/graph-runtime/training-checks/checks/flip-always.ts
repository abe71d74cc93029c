import { augmentationsOf } from '../augmentations-of';
import type { TrainingCheck } from '../check';
import { augmentationFix } from '../settings-fix';

/** Every training image is mirrored and no test image is: the network learns other pictures than it is tested on. */
export const flipAlways: TrainingCheck = {
  code: 'flip-always',
  severity: 'warning',
  what: {
    en: 'With a probability of 1 every training image is mirrored, but no test image is.',
    'zh-Hant': '機率為 1 時，每張訓練影像都會水平翻轉，測試影像卻不會。',
  },
  advice: {
    en: 'The network would be tested on images unlike those it was trained on. 0.5 is usual.',
    'zh-Hant': '這樣測試用的影像會與訓練時看過的不同。常用值為 0.5。',
  },
  find: (context) =>
    augmentationsOf(context, 'horizontalFlip')
      .filter(({ augmentation }) => augmentation.probability === 1)
      .map(({ augmentation, index }) => ({
        setting: `augmentation.${index}.probability`,
        received: '1',
        fixes: () => [augmentationFix(context, index, augmentation, { probability: 0.5 })],
      })),
};
