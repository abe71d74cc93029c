import type { paletteEn } from './palette.en';
import type { Translation } from './translation';

export const paletteZhHant: Translation<typeof paletteEn> = {
  title: '網路層',
};
