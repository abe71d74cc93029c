import { z } from 'zod';
import type { Text } from '../text/text';
import { openObject } from './open-object';
import type { ChannelsField, SettingDefinition } from './setting';

const schema = openObject({
  mean: z.array(z.number()).min(1).max(4),
  deviation: z.array(z.number().positive()).min(1).max(4),
}).optional();

// Mean 1/2 and deviation 1/2 bring bytes to [-1, 1], whatever the data set.
const USUAL = 0.5;

/** Values become (value - mean) / deviation, a number for each channel or one for all. Absent: values stay in [0, 1]. */
const field: ChannelsField<typeof schema> = {
  kind: 'channels',
  label: { en: 'Normalization', 'zh-Hant': '正規化' },
  name: { en: 'normalization of the images', 'zh-Hant': '影像的正規化' },
  help: {
    en: 'Subtracts a mean from the images’ values and divides them by a deviation.',
    'zh-Hant': '將影像數值減去平均值，再除以標準差。',
  },
  numbers: {
    mean: {
      label: { en: 'Mean', 'zh-Hant': '平均值' },
      help: { en: 'Subtracted from the values.', 'zh-Hant': '從數值中減去。' },
      initial: USUAL,
    },
    deviation: {
      label: { en: 'Deviation', 'zh-Hant': '標準差' },
      help: { en: 'What is left is divided by this.', 'zh-Hant': '其餘再除以此值。' },
      initial: USUAL,
      above: 0,
    },
  },
  schema,
};

export const normalization: SettingDefinition<typeof field> = {
  field,
  part: 'data',
  // The weights were learned on values of another scale: the same images would be other inputs.
  resume: 'refused',
  summary: (value): Text | null => (value === undefined ? null : { en: 'normalized', 'zh-Hant': '已正規化' }),
};
