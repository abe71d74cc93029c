import type { Text } from '../text/text';
import { optionalChoice } from './field';
import type { SettingDefinition } from './setting';

const labels = { value: 'labels', label: { en: 'Labels', 'zh-Hant': '標籤' } } as const;
const input = { value: 'input', label: { en: 'The input itself', 'zh-Hant': '輸入本身' } } as const;

const field = optionalChoice({
  label: { en: 'Target', 'zh-Hant': '目標' },
  help: {
    en: 'What the network learns to predict: the labels of the data set, or its own input (autoencoder).',
    'zh-Hant': '網路要學習預測的內容：資料集的標籤，或輸入本身（自編碼器）。',
  },
  choices: [labels, input],
  usual: labels,
  option: { name: 'target', help: 'labels, or input: the network reconstructs its input (autoencoder)' },
});

/** What a network is trained for. Absent: what the data set has as labels. */
export const target: SettingDefinition<typeof field> = {
  field,
  part: 'data',
  // The weights would mean something else.
  resume: 'refused',
  effective: (value = 'labels') => value,
  summary: (value): Text | null =>
    value === 'input' ? { en: 'predicts the input', 'zh-Hant': '預測輸入本身' } : null,
};
