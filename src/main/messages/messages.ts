import type { Language } from '../../graph-runtime/text/text';
import { en, type Messages } from './en';
import { zhHant } from './zh-hant';

const catalogs: Readonly<Record<Language, Messages>> = { en, 'zh-Hant': zhHant };

export function messagesIn(language: Language): Messages {
  return catalogs[language];
}

export type { Messages };
