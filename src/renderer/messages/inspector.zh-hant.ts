import type { inspectorEn } from './inspector.en';
import type { Translation } from './translation';

export const inspectorZhHant: Translation<typeof inspectorEn> = {
  title: '屬性',
};
