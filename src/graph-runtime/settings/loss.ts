import { losses } from '../targets/losses/registry';
import type { Text } from '../text/text';
import { optionalChoice, type SettingChoice } from './field';
import type { SettingDefinition } from './setting';

type LossId = keyof typeof losses;

const choices: readonly SettingChoice<LossId>[] = Object.values(losses).map(({ id, label }) => ({
  value: id,
  label,
}));

const field = optionalChoice<LossId>({
  label: { en: 'Loss', 'zh-Hant': '損失函數' },
  help: {
    en: 'What training minimizes. Automatic: the loss of the output layer if it fits the targets, else the usual loss for them.',
    'zh-Hant':
      '訓練時要最小化的損失。自動：輸出層的損失函數適合目標時採用它，否則採用該類目標常用的損失函數。',
  },
  choices,
  usual: { value: 'auto', label: { en: 'Automatic', 'zh-Hant': '自動' } },
  option: { name: 'loss' },
});

/** The loss of all outputs. Absent: that of the output layer where it fits the targets, else the usual one. */
export const loss: SettingDefinition<typeof field> = {
  field,
  part: 'data',
  resume: 'reported',
  effective: (value) => value ?? 'auto',
  summary: (value): Text | null => (value === undefined ? null : losses[value].label),
};
