import { augmentationsOf } from '../augmentations-of';
import type { TrainingCheck } from '../check';
import { augmentationFix } from '../settings-fix';

/** Ten times the paper's deviation: colors that no photograph has, cut off at black and white. */
const STRONGEST = 1;

export const colorShiftTooStrong: TrainingCheck = {
  code: 'color-shift-too-strong',
  severity: 'warning',
  what: {
    en: 'A color shift with a deviation of {received} is more than {strongest}: many images become unrecognizable.',
    'zh-Hant': 'PCA 色彩的標準差 {received} 超過 {strongest}：許多影像會看不出內容。',
  },
  advice: { en: 'The paper uses 0.1.', 'zh-Hant': '論文使用 0.1。' },
  find: (context) =>
    augmentationsOf(context, 'pcaColor')
      .filter(({ augmentation }) => augmentation.deviation > STRONGEST)
      .map(({ augmentation, index }) => ({
        setting: `augmentation.${index}.deviation`,
        received: `${augmentation.deviation}`,
        values: { strongest: STRONGEST },
        fixes: () => [augmentationFix(context, index, augmentation, { deviation: 0.1 })],
      })),
};
