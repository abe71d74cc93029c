import type { Diagnostic } from './diagnostic';

/** The first diagnostics, up to a limit, and a last one that says how many more there are. */
export function limitDiagnostics(diagnostics: readonly Diagnostic[], most: number): readonly Diagnostic[] {
  if (diagnostics.length <= most) return diagnostics;
  return [
    ...diagnostics.slice(0, most),
    furtherProblems(diagnostics.slice(most).map(({ severity }) => severity)),
  ];
}

/** Stands for diagnostics that are not listed; as grave as the gravest of them. */
export function furtherProblems(severities: readonly Diagnostic['severity'][]): Diagnostic {
  const severity = severities.includes('error') ? 'error' : 'warning';
  return { code: 'further-problems', severity, path: '', values: { count: severities.length }, fixes: [] };
}
