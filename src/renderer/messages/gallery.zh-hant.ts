import type { galleryEn } from './gallery.en';
import type { Translation } from './translation';

export const galleryZhHant: Translation<typeof galleryEn> = {
  title: '範例庫',
};
