import type { Text } from '../text/text';
import { optionalNumber } from './field';
import { percentText } from './percent-text';
import type { SettingDefinition } from './setting';

const field = optionalNumber({
  label: { en: 'Share of training images', 'zh-Hant': '使用的訓練影像比例' },
  help: {
    en: 'The fraction of the training images that is used, e.g. 0.2, with the same share of every class; the seed chooses them.',
    'zh-Hant': '實際使用的訓練影像比例，例如 0.2；每個類別的比例相同，由隨機種子挑選。',
  },
  initial: 0.2,
  absent: { en: 'all', 'zh-Hant': '全部' },
  above: 0,
  maximum: 1,
  step: 0.05,
  option: { name: 'training-share' },
});

/**
 * The share of the training examples that a run is trained on, of those that are not held out for validation. Absent: all. Test and validation
 * examples stay the same, so that results can be compared with those of a whole run.
 */
export const trainingShare: SettingDefinition<typeof field> = {
  field,
  part: 'data',
  // An epoch would have other examples, in another order.
  resume: 'refused',
  effective: (share = 1) => share,
  summary: (share): Text | null => {
    if (share === undefined || share === 1) return null;
    const percent = percentText(share);
    return { en: `${percent} of the images`, 'zh-Hant': `${percent} 的影像` };
  },
  isHelpShown: true,
};
