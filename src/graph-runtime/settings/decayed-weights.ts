import type { Text } from '../text/text';
import { optionalChoice } from './field';
import type { SettingDefinition } from './setting';

const all = { value: 'all', label: { en: 'All weights', 'zh-Hant': '所有權重' } } as const;
const kernels = {
  value: 'kernels',
  label: { en: 'Kernels only', 'zh-Hant': '僅卷積核與矩陣' },
} as const;

const field = optionalChoice({
  label: { en: 'Weight decay of', 'zh-Hant': '權重衰減的對象' },
  help: {
    en: 'Kernels only: biases, scales and offsets of normalizations, and other single numbers for a channel keep their size.',
    'zh-Hant': '僅卷積核與矩陣：偏差值、正規化的係數與偏移，以及其他每個通道一個數的權重不衰減。',
  },
  choices: [all, kernels],
  usual: all,
  option: {
    name: 'weight-decay-of',
    help: 'all, or kernels: biases and normalizations are not decayed',
  },
});

/** Which weights decay: all, or (`kernels`) those with two axes or more, as is usual today (He et al. 2019, section 3.1). Absent: all. */
export const decayedWeights: SettingDefinition<typeof field> = {
  field,
  part: 'learning-rate',
  resume: 'reported',
  effective: (value = 'all') => value,
  summary: (value): Text | null =>
    value === 'kernels' ? { en: 'decay of kernels only', 'zh-Hant': '僅卷積核衰減' } : null,
};
