import { optionalNumber } from './field';
import type { SettingDefinition } from './setting';

const field = optionalNumber({
  label: { en: 'CutMix (alpha)', 'zh-Hant': 'CutMix（α）' },
  name: { en: 'alpha of CutMix', 'zh-Hant': 'CutMix 的 α' },
  help: {
    en: 'Replaces a box of each training image by that of another of its batch, and mixes their classes by the area; how large it is follows from Beta(alpha, alpha). 1 is usual.',
    'zh-Hant':
      '把每張訓練影像的一塊矩形換成同批次另一張的同一塊，類別依面積混合；大小取自 Beta(α, α)。通常用 1。',
  },
  initial: 1,
  above: 0,
  maximum: 100,
  step: 0.1,
  option: { name: 'cutmix-alpha' },
});

/** Alpha of the distribution by which boxes of images are exchanged. Absent: they are not. */
export const cutMix: SettingDefinition<typeof field> = {
  field,
  part: 'data',
  resume: 'reported',
  effective: (alpha = 0) => alpha,
  summary: (alpha) => (alpha === undefined ? null : { en: 'CutMix', 'zh-Hant': 'CutMix' }),
};
