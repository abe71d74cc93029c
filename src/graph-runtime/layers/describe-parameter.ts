import type { ParameterValue } from '../document/document';
import type { Language, Text } from '../text/text';
import type { ParameterDescription } from './parameter';
import { getLayer } from './registry';

/** Parameters of layers in words: what a person reads, never what the file calls them. */

const ON: Text = { en: 'on', 'zh-Hant': '開' };
const OFF: Text = { en: 'off', 'zh-Hant': '關' };
/** The padding that has a name, as the inspector calls it. */
const PADDINGS: Readonly<Record<string, Text>> = {
  same: { en: 'same (keeps the size)', 'zh-Hant': '相同（維持大小）' },
  valid: { en: 'valid (none)', 'zh-Hant': '不填補' },
};
/** What every node has beside its layer's parameters. */
const NODE_LABELS: Readonly<Record<string, Text>> = {
  enabled: { en: 'Enabled', 'zh-Hant': '啟用' },
  muted: { en: 'Muted', 'zh-Hant': '停用' },
  frozen: { en: 'Frozen', 'zh-Hant': '凍結' },
  learningRateFactor: { en: 'Learning rate factor', 'zh-Hant': '學習率係數' },
  sharesWith: { en: 'Weights of', 'zh-Hant': '使用權重' },
  repeat: { en: 'Repeat', 'zh-Hant': '重複次數' },
  join: { en: 'Joined by', 'zh-Hant': '合併方式' },
};

/** The label of a layer's parameter, or of what every node has; undefined: of a block, or none that is known. */
export function parameterLabel(type: string, parameter: string, language: Language): string | undefined {
  const description = getLayer(type)?.parameters[parameter];
  return description?.label[language] ?? NODE_LABELS[parameter]?.[language];
}

/** The value of a parameter of that layer: choices by their labels, sizes as `14 × 14`, numbers with separators, expressions as they are. */
export function parameterText(
  type: string,
  parameter: string,
  value: ParameterValue | undefined,
  language: Language,
): string {
  const description = getLayer(type)?.parameters[parameter];
  const shown = value ?? description?.default;
  return shown === undefined ? '–' : parameterValueText(description, shown, language);
}

/** Of a block's parameter, its kind is all that there is. */
type Described = ParameterDescription | { readonly kind: 'pair' | 'padding' | 'list' };

/** The value of a described parameter in words; without a description, as its form alone says it. */
export function parameterValueText(
  description: Described | undefined,
  value: ParameterValue | readonly number[],
  language: Language,
): string {
  if (typeof value === 'number') return numberText(value, language, description);
  if (typeof value === 'boolean') return (value ? ON : OFF)[language];
  if (typeof value === 'string') return wordText(description, value, language);
  const parts = value.map((part) => (typeof part === 'number' ? numberText(part, language) : part));
  return parts.join(description?.kind === 'padding' || description?.kind === 'list' ? ', ' : ' × ');
}

function wordText(description: Described | undefined, value: string, language: Language): string {
  if (description?.kind === 'padding') return PADDINGS[value]?.[language] ?? value;
  if (description?.kind !== 'choice') return value;
  return description.choices.find((choice) => choice.value === value)?.label[language] ?? value;
}

function numberText(value: number, language: Language, description?: Described): string {
  // A single number means both sides.
  const isPair = description?.kind === 'pair';
  const text = new Intl.NumberFormat(language, { maximumSignificantDigits: 6 }).format(value);
  return isPair ? `${text} × ${text}` : text;
}
