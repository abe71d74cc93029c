import { i18n } from './i18n';

/** A value after its name, as the language writes it: `Time: 21 s`, `時間：21 秒`. */
export function labeled(label: string, value: string): string {
  return i18n.t('app:labeled', { label, value });
}
