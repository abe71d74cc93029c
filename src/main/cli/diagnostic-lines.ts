import type { Diagnostic } from '../../graph-runtime/diagnostics/diagnostic';
import { describeFix } from '../../graph-runtime/messages/describe-diagnostic';
import { diagnosticSentence } from '../messages/diagnostic-sentence';

/** A diagnostic for the terminal: where, what, and the repairs on lines of their own. */
export function formatDiagnostic(diagnostic: Diagnostic): readonly string[] {
  const where = diagnostic.path === '' ? '' : ` at ${diagnostic.path}`;
  const line = `${diagnostic.severity}${where}: ${diagnosticSentence(diagnostic, 'en')}`;
  const fixes = diagnostic.fixes.map((fix) => `  possible repair: ${describeFix(fix, 'en')}`);
  return [line, ...fixes];
}

/** The same for programs. */
export function diagnosticAsJson(diagnostic: Diagnostic) {
  const { code, severity, path, port, parameter, expected, received, fixes } = diagnostic;
  return {
    code,
    severity,
    path,
    port,
    parameter,
    expected,
    received,
    message: diagnosticSentence(diagnostic, 'en'),
    fixes: fixes.map((fix) => ({ code: fix.code, text: describeFix(fix, 'en') })),
  };
}
