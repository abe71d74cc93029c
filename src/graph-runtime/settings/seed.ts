import { numberField } from './field';
import type { SettingDefinition } from './setting';

const field = numberField({
  label: { en: 'Seed', 'zh-Hant': '隨機種子' },
  help: { en: 'The same seed gives the same run.', 'zh-Hant': '相同的種子會得到相同的訓練結果。' },
  default: 0,
  minimum: 0,
  maximum: 0x7fff_ffff,
  isWhole: true,
  meaning: 'seed',
  option: { name: 'seed' },
});

/** Keys initial weights, shuffling, dropout and augmentation. */
export const seed: SettingDefinition<typeof field> = {
  field,
  part: 'basic',
  // Initial weights, order of the examples, dropout: the run would be half of one and half of another.
  resume: 'refused',
  sweepValues: [0, 1, 2],
  isHelpShown: true,
};
