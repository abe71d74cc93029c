import type { canvasEn } from './canvas.en';
import type { Translation } from './translation';

export const canvasZhHant: Translation<typeof canvasEn> = {
  title: '畫布',
};
