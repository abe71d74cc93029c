import { nameAt } from '../settings/paths';
import type { Language, Text } from '../text/text';

/** What else a message may name a setting by: what a run is trained with besides its training settings. */
const otherLabels: ReadonlyMap<string, Text> = new Map([
  ['dataset', { en: 'data set', 'zh-Hant': '資料集' }],
  ['frozen', { en: 'frozen layers', 'zh-Hant': '凍結的層' }],
  ['rateFactors', { en: 'learning rate factors of layers', 'zh-Hant': '各層的學習率係數' }],
  ['limit', { en: 'number of training images', 'zh-Hant': '訓練影像數' }],
]);

/** The name of a setting within a sentence; what is none is returned unchanged. */
export function settingLabel(path: string, language: Language): string {
  return (otherLabels.get(path) ?? nameAt(path))?.[language] ?? path;
}
