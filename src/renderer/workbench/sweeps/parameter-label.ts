import { wordsAt } from '../../../graph-runtime/settings/paths';
import { currentLanguage } from '../../messages/i18n';
import { settingPathOf } from './sweep-parameters';

/** What a sweep varies, in words; parameters of the network under the names the canvas shows. */
export function parameterLabel(parameter: string): string {
  return wordsAt(settingPathOf(parameter))?.label[currentLanguage()] ?? parameter;
}
