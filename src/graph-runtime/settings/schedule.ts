import type { Text } from '../text/text';
import { schedules } from './schedules/registry';
import { kindField, type SettingDefinition } from './setting';

const field = kindField({
  label: { en: 'Learning rate schedule', 'zh-Hant': '學習率排程' },
  help: {
    en: 'How the learning rate changes over the run.',
    'zh-Hant': '學習率在訓練期間如何改變。',
  },
  kinds: schedules,
  default: { type: 'constant' },
  fieldsPart: 'learning-rate',
  preview: 'learning-rate',
  option: { name: 'schedule' },
});

/** How the learning rate changes over the run. */
export const schedule: SettingDefinition<typeof field> = {
  field,
  part: 'learning-rate',
  resume: 'reported',
  summary: ({ type }): Text => schedules[type].label,
};
