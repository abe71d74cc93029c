import type { Text } from '../text/text';
import { optionalChoice } from './field';
import type { SettingDefinition } from './setting';

const float32 = { value: 'float32', label: { en: '32 bits', 'zh-Hant': '32 位元' } } as const;
const mixed = { value: 'mixed', label: { en: 'Mixed', 'zh-Hant': '混合' } } as const;

const field = optionalChoice({
  label: { en: 'Precision', 'zh-Hant': '精度' },
  help: {
    en: 'Mixed: products in 16 bits, weights and loss in 32. Faster where the device supports it.',
    'zh-Hant': '混合精度：乘積以 16 位元計算，權重與損失維持 32 位元。在支援的裝置上較快。',
  },
  choices: [float32, mixed],
  usual: float32,
  option: {
    name: 'precision',
    help: 'float32, or mixed: products in 16 bits where the device supports it',
  },
});

/**
 * `mixed`: the factors of convolutions and matrix products in bfloat16 (the range of float32 with 8 bits of precision, so that no loss
 * needs scaling), all else in float32. Absent: float32.
 */
export const precision: SettingDefinition<typeof field> = {
  field,
  part: 'device',
  // The weights themselves are float32 in either; changing to float32 is what helps where mixed precision overflows.
  resume: 'reported',
  effective: (value = 'float32') => value,
  summary: (value): Text => (value === 'mixed' ? mixed : float32).label,
  isHelpShown: true,
};
