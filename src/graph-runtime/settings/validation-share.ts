import type { Text } from '../text/text';
import { optionalNumber } from './field';
import { percentText } from './percent-text';
import type { SettingDefinition } from './setting';

const field = optionalNumber({
  label: { en: 'Validation split', 'zh-Hant': '驗證集比例' },
  help: {
    en: 'The fraction of the training images that is held out for validation, e.g. 0.1. Not used when the data set has its own validation set.',
    'zh-Hant': '保留作為驗證集的訓練影像比例，例如 0.1。資料集已有驗證集時不使用。',
  },
  initial: 0.1,
  above: 0,
  maximum: 0.5,
  step: 0.01,
  option: { name: 'validation-share' },
});

/** The share of the training examples that is held out to validate epochs with. Absent: none. */
export const validationShare: SettingDefinition<typeof field> = {
  field,
  part: 'data',
  // Examples that were trained on would be held out for validation, and vice versa.
  resume: 'refused',
  effective: (share = 0) => share,
  summary: (share): Text | null => {
    if (share === undefined) return null;
    const percent = percentText(share);
    return { en: `${percent} validation`, 'zh-Hant': `驗證 ${percent}` };
  },
  isHelpShown: true,
};
