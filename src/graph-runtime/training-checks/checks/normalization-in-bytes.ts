import { setSettingFix } from '../../diagnostics/fixes';
import { type TrainingCheck, threeDigits } from '../check';
import { usualNormalizationFix } from '../settings-fix';

/** Means such as 127.5 are meant for values from 0 to 255; here they run from 0 to 1, and all images would look the same. */
export const normalizationInBytes: TrainingCheck = {
  code: 'normalization-in-bytes',
  severity: 'warning',
  what: {
    en: 'A normalization by {received} does not fit image values, which run from 0 to 1.',
    'zh-Hant': '輸入正規化的數值 {received} 與影像的數值範圍不符：影像的值介於 0 到 1。',
  },
  advice: {
    en: 'Divide numbers meant for values from 0 to 255 by 255.',
    'zh-Hant': '若這些數值是針對 0 到 255 的範圍，請除以 255。',
  },
  find: ({ settings: { normalization } }) => {
    if (normalization === undefined) return [];
    const divided = (values: readonly number[]) =>
      values.map((value) => (Math.abs(value) > 1 ? Number((value / 255).toFixed(4)) : value));
    const changed = { mean: divided(normalization.mean), deviation: divided(normalization.deviation) };
    return (['mean', 'deviation'] as const).flatMap((part) => {
      const wrong = normalization[part].find((value) => value > 1 || (part === 'mean' && value < 0));
      if (wrong === undefined) return [];
      return [
        {
          setting: `normalization.${part}`,
          expected: '0 … 1',
          received: threeDigits(wrong),
          fixes: () => [
            setSettingFix(part, changed[part].join(', '), { normalization: changed }),
            usualNormalizationFix,
          ],
        },
      ];
    });
  },
};
