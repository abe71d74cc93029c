import type { Language } from '../../graph-runtime/text/text';

/** Names one after another: `a, b, and c`, in Chinese `a、b、c`, where a word between Latin names would need spaces around it. */
export function formatList(names: readonly string[], language: Language): string {
  return language === 'zh-Hant' ? names.join('、') : new Intl.ListFormat(language).format(names);
}
