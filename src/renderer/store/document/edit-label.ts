import type { TFunction } from 'i18next';
import type { historyEn } from '../../messages/history.en';

type WithoutPlural<K> = K extends `${infer Base}_one` | `${infer Base}_other` ? Base : K;

/** The name of an entry of the history: a key of the `history` messages and the values put into it. */
export interface EditLabel {
  readonly key: WithoutPlural<keyof typeof historyEn>;
  readonly values?: Readonly<Record<string, string | number>>;
}

/** The entry's name in the language of `t`. */
export function editName(t: TFunction<'history'>, label: EditLabel): string {
  return t(label.key, { count: 1, ...label.values });
}
