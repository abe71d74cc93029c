import type { Text } from '../text/text';
import { augmentations } from './augmentation/registry';
import { listField, type SettingDefinition } from './setting';

const field = listField({
  label: { en: 'Data augmentation', 'zh-Hant': '資料增強' },
  name: { en: 'augmentation', 'zh-Hant': '資料增強' },
  help: {
    en: 'Changes training images at random, one augmentation after the other.',
    'zh-Hant': '依序隨機改變訓練影像。',
  },
  kinds: augmentations,
  maximum: 20,
  preview: 'images',
});

/** How training images are changed at random, in this order. */
export const augmentation: SettingDefinition<typeof field> = {
  field,
  part: 'data',
  resume: 'reported',
  effective: (steps = []) => steps,
  summary: (steps = []): Text | null =>
    steps.length === 0
      ? null
      : {
          en: `${steps.length} augmentation${steps.length === 1 ? '' : 's'}`,
          'zh-Hant': `${steps.length} 項資料增強`,
        },
};
