import i18next, { type PostProcessorModule } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { joinWords } from '../../graph-runtime/text/join-words';
import type { Language } from '../../graph-runtime/text/text';
import { CATALOGS } from './catalog';

/** Around a value while a message is put together: Unicode reserves them for a program's own use, no text has them. */
const VALUE_START = '\uFDD0';
const VALUE_END = '\uFDD1';

/** Puts each value between the words as the language writes it: `joinWords`. */
const joinValues: PostProcessorModule = {
  type: 'postProcessor',
  name: 'joinValues',
  process: (message: string) => {
    if (!message.includes(VALUE_START)) return message;
    const pieces = message.split(/\uFDD0([^\uFDD1]*)\uFDD1/);
    return joinWords(pieces.map((text, at) => ({ text, isValue: at % 2 === 1 })));
  },
};

/** Counts have grouped digits. Other numbers come as texts, with the digits that suit them; so do numbers that count nothing, like seeds. */
function valueText(value: unknown): string {
  const isLarge = Number.isSafeInteger(value) && Math.abs(Number(value)) >= 1_000;
  return isLarge ? new Intl.NumberFormat(currentLanguage()).format(Number(value)) : String(value);
}

/** Starts the translations. React escapes what it shows: here, values are only marked, for `joinValues`. */
export async function startTranslations(language: Language): Promise<void> {
  await i18next
    .use(initReactI18next)
    .use(joinValues)
    .init({
      lng: language,
      fallbackLng: 'en',
      supportedLngs: ['en', 'zh-Hant'],
      load: 'currentOnly',
      resources: CATALOGS,
      defaultNS: 'app',
      interpolation: {
        escapeValue: true,
        // Numbers are to be recognized.
        useRawValueToEscape: true,
        escape: (value: unknown) =>
          `${VALUE_START}${valueText(value).replace(/[\uFDD0\uFDD1]/g, '')}${VALUE_END}`,
      },
      postProcess: [joinValues.name],
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
