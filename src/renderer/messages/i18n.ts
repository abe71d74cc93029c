import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '../../graph-runtime/text/text';
import { CATALOGS } from './catalog';

/** Starts the translations. React escapes what it shows, so i18next must not escape a second time. */
export async function startTranslations(language: Language): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    supportedLngs: ['en', 'zh-Hant'],
    load: 'currentOnly',
    resources: CATALOGS,
    defaultNS: 'app',
    interpolation: { escapeValue: false },
    returnNull: false,
    initAsync: false,
  });
}

/** The translations, for code that is no component: `i18n.t('canvas:fit')`. */
export const i18n = i18next;

/** The language on screen now. */
export function currentLanguage(): Language {
  return i18next.language === 'zh-Hant' ? 'zh-Hant' : 'en';
}
