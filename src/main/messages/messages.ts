import type { Language } from '../../graph-runtime/text/text';
import { en, type Messages } from './en';
import { zhHant } from './zh-hant';

const catalogues: Readonly<Record<Language, Messages>> = { en, 'zh-Hant': zhHant };

export function messagesIn(language: Language): Messages {
  return catalogues[language];
}

/** Puts values into a text's `{placeholders}`. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const value = values[name];
    return value === undefined ? placeholder : String(value);
  });
}

export type { Messages };
