import type { Diagnostic } from '../../graph-runtime/diagnostics/diagnostic';
import { describeDiagnostic, diagnosticLabels } from '../../graph-runtime/messages/describe-diagnostic';
import type { Language } from '../../graph-runtime/messages/text';

/** A diagnostic as one paragraph: what happened, what was expected and found, how to mend it. */
export function diagnosticSentence(diagnostic: Diagnostic, language: Language): string {
  const { title, expected, received, advice } = describeDiagnostic(diagnostic, language);
  const labels = diagnosticLabels(language);
  const colon = language === 'zh-Hant' ? '：' : ': ';
  const comparison = [
    expected === undefined ? '' : `${labels.expected}${colon}${expected}`,
    received === undefined ? '' : `${labels.received}${colon}${received}`,
  ].filter((part) => part !== '');
  const inBrackets =
    comparison.length === 0 ? '' : `(${comparison.join(language === 'zh-Hant' ? '，' : ', ')})`;
  return [title, inBrackets, advice].filter((part) => part !== '').join(' ');
}
