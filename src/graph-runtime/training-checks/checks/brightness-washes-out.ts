import { augmentationsOf } from '../augmentations-of';
import type { TrainingCheck } from '../check';
import { augmentationFix } from '../settings-fix';

/** A shift of the whole range makes every second image nearly white or black, because values end at 0 and 1. */
const STRONGEST = 0.8;

export const brightnessWashesOut: TrainingCheck = {
  code: 'brightness-washes-out',
  severity: 'warning',
  what: {
    en: 'A brightness change of up to {received} of the full range turns many training images all white or all black.',
    'zh-Hant': '亮度變化達全範圍的 {received}，會讓許多訓練影像變成全白或全黑。',
  },
  advice: { en: '0.1 to 0.3 is usual.', 'zh-Hant': '常用值為 0.1 到 0.3。' },
  find: (context) =>
    augmentationsOf(context, 'brightness')
      .filter(({ augmentation }) => augmentation.amount >= STRONGEST)
      .map(({ augmentation, index }) => ({
        setting: `augmentation.${index}.amount`,
        expected: `< ${STRONGEST}`,
        received: `${augmentation.amount}`,
        fixes: () => [augmentationFix(context, index, augmentation, { amount: 0.2 })],
      })),
};
