import type { Diagnostic, Fix } from '../../../graph-runtime/diagnostics/diagnostic';
import {
  type DiagnosticDescription,
  describeDiagnostic,
  describeFix,
} from '../../../graph-runtime/messages/describe-diagnostic';
import type { Language } from '../../../graph-runtime/text/text';
import { windowNames } from './window-names';

/** A problem in words, with its fields by the labels they have on screen. */
export function describeProblem(problem: Diagnostic, language: Language): DiagnosticDescription {
  return describeDiagnostic(problem, language, windowNames(language));
}

/** What happened, as one sentence. The advice and the comparison are beside it where there is room. */
export function problemText(problem: Diagnostic, language: Language): string {
  return keepShapesWhole(describeProblem(problem, language).title);
}

/** What a repair does, as words for a button. */
export function fixText(fix: Fix, language: Language): string {
  return keepShapesWhole(describeFix(fix, language, windowNames(language)));
}

/** The text with its shapes in one piece: `28 × 28 × 1` is not broken at the end of a line. */
export function keepShapesWhole(text: string): string {
  return text.replace(/(?<=[\d?]) × (?=[\d?])/g, '\u00a0×\u00a0');
}
