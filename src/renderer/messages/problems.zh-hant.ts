import type { problemsEn } from './problems.en';
import type { Translation } from './translation';

export const problemsZhHant: Translation<typeof problemsEn> = {
  title: '問題',
};
