import type { Diagnostic } from '../../../graph-runtime/diagnostics/diagnostic';
import type { NetworkAnalysis } from '../../../graph-runtime/infer/analysis';

/** Whether the network can be trained, and if not, why. */
export type Readiness =
  | { readonly kind: 'ready' }
  /** There is nothing on the canvas yet. */
  | { readonly kind: 'empty' }
  /** The network is sound, but its data set is not on this machine. */
  | { readonly kind: 'no-data'; readonly problem: Diagnostic }
  /** The first error, and how many there are besides it. */
  | { readonly kind: 'blocked'; readonly problem: Diagnostic; readonly others: number };

type Findings = Pick<NetworkAnalysis, 'diagnostics'>;

const isError = (diagnostic: Diagnostic): boolean => diagnostic.severity === 'error';

/** What is to be fixed first; null when nothing keeps the network from being trained. Warnings do not. */
export function firstError({ diagnostics }: Findings): Diagnostic | null {
  return diagnostics.find(isError) ?? null;
}

export function errorCount({ diagnostics }: Findings): number {
  return diagnostics.filter(isError).length;
}
