import type { Diagnostic, Fix } from '../../../graph-runtime/diagnostics/diagnostic';
import { applyEdits } from '../../../graph-runtime/document/apply-edits';
import type { NetloomDocument } from '../../../graph-runtime/document/document';
import { joinPath } from '../../../graph-runtime/document/node-path';
import type { NetworkAnalysis } from '../../../graph-runtime/infer/analysis';
import { analyze } from '../../../graph-runtime/infer/analyze';
import { diagnosticsAt } from '../document/analysis';
import type { PortPlace, Wire } from '../document/network';
import { type ConnectionRefusal, connectEdits, refusalOf, rewireEdits } from '../edits/wires';
import { scopeAt } from './location';

/** What a wire that is being dragged would be. */
export type ConnectionCheck =
  | { readonly kind: 'fits' }
  /** No wire can be there. */
  | { readonly kind: 'refused'; readonly reason: ConnectionRefusal }
  /** The shapes do not fit: what the analysis would say, and the repairs that would make them fit. */
  | { readonly kind: 'mismatch'; readonly problem: Diagnostic; readonly fixes: readonly Fix[] };

const FITS: ConnectionCheck = { kind: 'fits' };

/** What else is known of a wire that is tried. */
export interface Trial {
  /** Another document than the analyzed one, where a node is to be tried that does not exist yet. */
  readonly document?: NetloomDocument;
  /** The wire that is taken there from another place. */
  readonly moved?: Wire | null;
}

/** Checks a connection before it is made, by making it in a copy of the document and asking the analysis. */
export function checkConnection(
  analysis: NetworkAnalysis,
  location: string,
  from: PortPlace,
  to: PortPlace,
  { document = analysis.document, moved = null }: Trial = {},
): ConnectionCheck {
  const place = { document, scope: scopeAt(analysis, location) };
  const reason = refusalOf(place, from, to, moved ?? undefined);
  if (reason !== null) return { kind: 'refused', reason };
  const edits = moved === null ? connectEdits(place, from, to) : rewireEdits(place, moved, from, to);
  // Back where it was, it is what it was.
  if (edits.length === 0) return FITS;
  const tried = analyze(applyEdits(document, edits), analysis);
  const path = joinPath(location, to.id);
  const known = new Set(diagnosticsAt(analysis, path).map((problem) => problem.code));
  const problem = diagnosticsAt(tried, path).find(
    (candidate) => candidate.severity === 'error' && isAboutShapes(candidate) && !known.has(candidate.code),
  );
  return problem === undefined ? FITS : { kind: 'mismatch', problem, fixes: problem.fixes };
}

/** Problems that the wire itself brings, not what the target lacks besides. */
export function isAboutShapes(problem: Diagnostic): boolean {
  return (
    problem.received !== undefined && problem.port !== undefined && !problem.code.startsWith('unconnected-')
  );
}
