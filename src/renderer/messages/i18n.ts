import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language, Text } from '../../graph-runtime/messages/text';
import { CATALOGUES } from './catalogue';

/** Starts the translations. React escapes what it shows, so i18next must not escape a second time. */
export async function startTranslations(language: Language): Promise<i18n> {
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    supportedLngs: ['en', 'zh-Hant'],
    load: 'currentOnly',
    resources: CATALOGUES,
    defaultNS: 'app',
    interpolation: { escapeValue: false },
    returnNull: false,
    initAsync: false,
  });
  return i18next;
}

/** The language on screen now. */
export function currentLanguage(): Language {
  return i18next.language === 'zh-Hant' ? 'zh-Hant' : 'en';
}

/** One language of a text that carries all of them (a layer's label). */
export function inLanguage(text: Text, language: Language): string {
  return text[language];
}
