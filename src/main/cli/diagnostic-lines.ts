import type { Diagnostic } from '../../graph-runtime/diagnostics/diagnostic';
import { describeFix } from '../../graph-runtime/messages/describe-diagnostic';
import type { FieldNames } from '../../graph-runtime/messages/field-names';
import { diagnosticSentence } from '../messages/diagnostic-sentence';

/** A diagnostic for the terminal: where, what, and the repairs on their own lines. */
export function formatDiagnostic(diagnostic: Diagnostic, names?: FieldNames): readonly string[] {
  const line = `${diagnostic.severity}${placeOf(diagnostic)}: ${diagnosticSentence(diagnostic, 'en', names)}`;
  const fixes = diagnostic.fixes.map((fix) => `  possible fix: ${describeFix(fix, 'en', names)}`);
  return [line, ...fixes];
}

/** What is worth knowing and no fault of the network. */
export function formatRemark(diagnostic: Diagnostic): string {
  return `note: ${diagnosticSentence(diagnostic, 'en')}`;
}

/** At which node, or at which field of the file. */
function placeOf({ path, setting }: Diagnostic): string {
  if (setting === 'dataset') return ' in dataset';
  // Initializers are parameters of the layers.
  if (setting !== undefined && setting !== 'initializer') return ` in training.${setting}`;
  return path === '' ? '' : ` at ${path}`;
}

/** The same for programs. */
export function diagnosticAsJson(diagnostic: Diagnostic, names?: FieldNames) {
  const { code, severity, path, uses, port, parameter, setting, expected, received, fixes } = diagnostic;
  return {
    code,
    severity,
    path,
    uses,
    port,
    parameter,
    setting,
    expected,
    received,
    message: diagnosticSentence(diagnostic, 'en', names),
    fixes: fixes.map((fix) => ({ code: fix.code, text: describeFix(fix, 'en', names) })),
  };
}
