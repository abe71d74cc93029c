import type { Text } from '../text/text';
import { optionalChoice } from './field';
import type { SettingDefinition } from './setting';

const choices = [
  { value: 'cpu', label: { en: 'CPU', 'zh-Hant': 'CPU' } },
  { value: 'gpu', label: { en: 'GPU', 'zh-Hant': 'GPU' } },
] as const;
const auto = { value: 'auto', label: { en: 'Auto', 'zh-Hant': '自動' } } as const;

const field = optionalChoice({
  label: { en: 'Device', 'zh-Hant': '裝置' },
  help: {
    en: 'Where the run is computed; a GPU if there is one, unless it is chosen.',
    'zh-Hant': '在哪裡計算；未選擇時，有 GPU 就使用 GPU。',
  },
  choices,
  usual: auto,
  option: { name: 'device', help: 'cpu or gpu (default: gpu if there is one)' },
});

/** Where the run is computed. Absent: on a GPU if there is one. */
export const device: SettingDefinition<typeof field> = {
  field,
  part: 'device',
  resume: 'reported',
  summary: (value): Text => (choices.find((choice) => choice.value === value) ?? auto).label,
};
