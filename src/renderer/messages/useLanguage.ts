import { useTranslation } from 'react-i18next';
import type { Language } from '../../graph-runtime/text/text';

/** The language on screen; the component renders again when the user changes it. */
export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return i18n.language === 'zh-Hant' ? 'zh-Hant' : 'en';
}
