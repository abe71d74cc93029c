import { setSettingFix } from '../../diagnostics/fixes';
import { type TrainingCheck, threeDigits } from '../check';

/** What the settings form allows at least. Divided by less, values in [0, 1] become thousands, and the first steps overflow. */
const SMALLEST = 0.001;
/** Brings values in [0, 1] to [-1, 1], whatever the data. */
const USUAL = 0.5;

export const normalizationBlowsUp: TrainingCheck = {
  code: 'normalization-blows-up',
  severity: 'warning',
  what: {
    en: 'Divided by a deviation of {received}, image values become as large as {largest}.',
    'zh-Hant': '除以標準差 {received} 之後，影像的值最大會變成 {largest}。',
  },
  advice: {
    en: 'The deviation of images is usually 0.1 to 0.5.',
    'zh-Hant': '影像的標準差通常為 0.1 到 0.5。',
  },
  find: ({ settings: { normalization } }) => {
    const wrong = normalization?.deviation.find((value) => value < SMALLEST);
    if (normalization === undefined || wrong === undefined) return [];
    const deviation = normalization.deviation.map((value) => (value < SMALLEST ? USUAL : value));
    return [
      {
        setting: 'normalization.deviation',
        expected: `≥ ${SMALLEST}`,
        received: threeDigits(wrong),
        values: { largest: threeDigits(1 / wrong) },
        fixes: () => [setSettingFix('deviation', USUAL, { normalization: { ...normalization, deviation } })],
      },
    ];
  },
};
