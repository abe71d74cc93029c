import type { Diagnostic } from '../../../graph-runtime/diagnostics/diagnostic';
import { joinPath } from '../../../graph-runtime/document/node-path';
import type { NetworkAnalysis } from '../../../graph-runtime/infer/analysis';
import { diagnosticsAt } from '../document/analysis';
import type { Wire } from '../document/network';
import { isAboutShapes } from './connection-check';

/** What the target of a wire complains about at the port the wire enters. */
export function wireProblems(analysis: NetworkAnalysis, location: string, wire: Wire): Diagnostic[] {
  return diagnosticsAt(analysis, joinPath(location, wire.to.id)).filter(
    (problem) => problem.severity === 'error' && problem.port === wire.to.port && isAboutShapes(problem),
  );
}
