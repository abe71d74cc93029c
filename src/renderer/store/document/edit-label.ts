import type { TFunction } from 'i18next';
import type { Language, Text } from '../../../graph-runtime/text/text';
import type { historyEn } from '../../messages/history.en';

type WithoutPlural<K> = K extends `${infer Base}_one` | `${infer Base}_other` ? Base : K;

/** The name of an entry of the history: a key of the `history` messages and the values put into it, words in every language. */
export interface EditLabel {
  readonly key: WithoutPlural<keyof typeof historyEn>;
  readonly values?: Readonly<Record<string, string | number | Text>>;
}

/** The entry's name in the language of `t`, which is `language`. */
export function editName(
  t: TFunction<'history'>,
  { key, values = {} }: EditLabel,
  language: Language,
): string {
  const words = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === 'object' ? value[language] : value,
  ]);
  return t(key, { count: 1, ...Object.fromEntries(words) });
}
