import type { Diagnostic, Fix } from '../../graph-runtime/diagnostics/diagnostic';
import { describeDiagnostic, describeFix } from '../../graph-runtime/messages/describe-diagnostic';
import type { Language } from '../../graph-runtime/messages/text';

/** What happened, as one sentence. The advice and the comparison stand beside it where there is room. */
export function problemText(problem: Diagnostic, language: Language): string {
  return describeDiagnostic(problem, language).title;
}

/** What a repair does, as words for a button. */
export function fixText(fix: Fix, language: Language): string {
  return describeFix(fix, language);
}
