import type { Diagnostic, Fix } from '../../graph-runtime/diagnostics/diagnostic';
import { applyEdits } from '../../graph-runtime/document/apply-edits';
import type { NetloomDocument } from '../../graph-runtime/document/document';
import type { NetworkAnalysis } from '../../graph-runtime/infer/analysis';
import { analyze } from '../../graph-runtime/infer/analyze';
import { diagnosticsAt } from './analysis';
import { joinPath, scopeAt } from './location';
import type { PortPlace } from './network';
import { type ConnectionRefusal, connectEdits, refusalOf } from './steps/wires';

/** What would become of a wire that is still in the hand. */
export type ConnectionCheck =
  | { readonly kind: 'fits' }
  /** No wire can be there. */
  | { readonly kind: 'refused'; readonly reason: ConnectionRefusal }
  /** The shapes do not fit: what the analysis would say, and the repairs that would make them fit. */
  | { readonly kind: 'mismatch'; readonly problem: Diagnostic; readonly fixes: readonly Fix[] };

/** What only says that other wires are still to come. */
const MISSING_WIRES = new Set(['unconnected-input', 'too-few-inputs']);

const FITS: ConnectionCheck = { kind: 'fits' };

/**
 * Judges a connection before it is made, by making it in a copy of the document and asking the analysis. `document` is another
 * document than the analysed one where a node is to be tried that is not there yet.
 */
export function checkConnection(
  analysis: NetworkAnalysis,
  location: string,
  from: PortPlace,
  to: PortPlace,
  document: NetloomDocument = analysis.document,
): ConnectionCheck {
  const place = { document, scope: scopeAt(analysis, location) };
  const reason = refusalOf(place, from, to);
  if (reason !== null) return { kind: 'refused', reason };
  const tried = analyze(applyEdits(document, connectEdits(place, from, to)), analysis);
  const path = joinPath(location, to.id);
  const known = new Set(diagnosticsAt(analysis, path).map((problem) => problem.code));
  const problem = diagnosticsAt(tried, path).find(
    (candidate) => candidate.severity === 'error' && isAboutShapes(candidate) && !known.has(candidate.code),
  );
  return problem === undefined ? FITS : { kind: 'mismatch', problem, fixes: problem.fixes };
}

/** Problems that the wire itself brings, not what the target lacks besides. */
export function isAboutShapes(problem: Diagnostic): boolean {
  return problem.received !== undefined && problem.port !== undefined && !MISSING_WIRES.has(problem.code);
}
