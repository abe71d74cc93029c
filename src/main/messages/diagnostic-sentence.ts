import type { Diagnostic } from '../../graph-runtime/diagnostics/diagnostic';
import { describeDiagnostic, diagnosticLabels } from '../../graph-runtime/messages/describe-diagnostic';
import type { FieldNames } from '../../graph-runtime/messages/field-names';
import type { Language } from '../../graph-runtime/text/text';

const punctuation = {
  en: { colon: ': ', comma: ', ', opening: '(', closing: ')', gap: ' ', stop: '.' },
  'zh-Hant': { colon: '：', comma: '，', opening: '（', closing: '）', gap: '', stop: '。' },
} as const satisfies Readonly<Record<Language, unknown>>;

/**
 * A diagnostic as one paragraph: what happened, what was expected and found, how to fix it.
 *
 * @param names what fields are called; by default as in the file, as long as nothing else is known of it
 */
export function diagnosticSentence(diagnostic: Diagnostic, language: Language, names?: FieldNames): string {
  const { title, expected, received, advice, uses = '' } = describeDiagnostic(diagnostic, language, names);
  const labels = diagnosticLabels(language);
  const { colon, comma, opening, closing, gap } = punctuation[language];
  const compare = (label: string, value: string | undefined) =>
    // What the sentence says already need not be said again.
    value === undefined || title.includes(value) ? [] : [`${label}${colon}${value}`];
  const comparison = [...compare(labels.expected, expected), ...compare(labels.received, received)].join(
    comma,
  );
  const inBrackets = comparison === '' ? '' : `${opening}${comparison}${closing}`;
  const places = uses === '' ? '' : `${uses}${punctuation[language].stop}`;
  return [title, inBrackets, advice, places].filter((part) => part !== '').join(gap);
}
