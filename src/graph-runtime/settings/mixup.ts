import { optionalNumber } from './field';
import type { SettingDefinition } from './setting';

const field = optionalNumber({
  label: { en: 'Mixup (alpha)', 'zh-Hant': 'Mixup（α）' },
  name: { en: 'alpha of mixup', 'zh-Hant': 'mixup 的 α' },
  help: {
    en: 'Blends each training example with another of its batch, and their classes by the same share, which is drawn from Beta(alpha, alpha): 0.2 blends little, 1 by any share. Together with CutMix, each batch takes one of them.',
    'zh-Hant':
      '把每個訓練樣本與同批次的另一個混合，類別也依相同比例混合；比例取自 Beta(α, α)：0.2 混合得少，1 則各種比例都有。與 CutMix 並用時，每個批次隨機採用其中一種。',
  },
  initial: 0.2,
  above: 0,
  maximum: 100,
  step: 0.1,
  option: { name: 'mixup-alpha' },
});

/** Alpha of the distribution by which examples are blended. Absent: they are not. */
export const mixup: SettingDefinition<typeof field> = {
  field,
  part: 'data',
  resume: 'reported',
  effective: (alpha = 0) => alpha,
  summary: (alpha) => (alpha === undefined ? null : { en: 'mixup', 'zh-Hant': 'mixup' }),
};
