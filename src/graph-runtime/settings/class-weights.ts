import type { Text } from '../text/text';
import { optionalChoice } from './field';
import type { SettingDefinition } from './setting';

const none = { value: 'none', label: { en: 'None', 'zh-Hant': '無' } } as const;
const balanced = { value: 'balanced', label: { en: 'Balanced', 'zh-Hant': '平衡' } } as const;

const field = optionalChoice({
  label: { en: 'Class weights', 'zh-Hant': '類別權重' },
  help: {
    en: 'Balanced: rare classes count more in the training loss, so that all classes count the same in sum. Of masks, pixels are weighted; of several classes, where each occurs against where it does not.',
    'zh-Hant':
      '平衡：稀少的類別在訓練損失中占較大比重，使各類別的總和相同。遮罩以像素加權；多個類別時，則平衡每個類別出現與不出現的比重。',
  },
  choices: [none, balanced],
  usual: none,
  option: {
    name: 'class-weights',
    help: 'none, or balanced: rare classes count more in the training loss',
  },
});

/** How much each class counts in training (`class-weights` of targets has the formulas). Absent: all the same. */
export const classWeights: SettingDefinition<typeof field> = {
  field,
  part: 'data',
  resume: 'reported',
  effective: (value = 'none') => value,
  summary: (value): Text | null =>
    value === 'balanced' ? { en: 'class weights', 'zh-Hant': '類別權重' } : null,
};
