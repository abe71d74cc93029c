import type { Settings } from '../../contract/contract';
import type { Language } from '../../graph-runtime/text/text';

/** The language of the app nearest to a system locale such as `zh-TW` or `de`. */
export function languageOfLocale(locale: string): Language {
  return /^zh\b/i.test(locale) ? 'zh-Hant' : 'en';
}

export function effectiveLanguage(settings: Settings, locale: string): Language {
  return settings.language === 'system' ? languageOfLocale(locale) : settings.language;
}
