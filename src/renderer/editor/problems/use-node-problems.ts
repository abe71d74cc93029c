import { useMemo } from 'react';
import type { Diagnostic } from '../../../graph-runtime/diagnostics/diagnostic';
import { blockName } from '../../../graph-runtime/document/block-type';
import type { NodeSpec } from '../../../graph-runtime/document/document';
import { joinPath } from '../../../graph-runtime/document/node-path';
import type { NetworkAnalysis } from '../../../graph-runtime/infer/analysis';
import { diagnosticsAt, useAnalysis } from '../../store/document/analysis';
import { layerPaths, locationsInside } from '../../store/view/location';

export interface NodeProblems {
  /** What is wrong at the node itself. */
  readonly problems: readonly Diagnostic[];
  /** How many problems there are inside its block. */
  readonly insideCount: number;
  readonly severity: 'error' | 'warning' | null;
}

/** The worst of some problems. */
export function worstSeverity(problems: readonly Diagnostic[]): 'error' | 'warning' | null {
  if (problems.some((problem) => problem.severity === 'error')) return 'error';
  return problems.length > 0 ? 'warning' : null;
}

/** The problems at a node itself; a repeated node's are at its copies: the first copy that has any speaks for all. */
function ownProblems(analysis: NetworkAnalysis, location: string, spec: NodeSpec): readonly Diagnostic[] {
  const own = diagnosticsAt(analysis, joinPath(location, spec.id));
  if (own.length > 0 || spec.repeat === undefined) return own;
  const copies =
    blockName(spec.type) === null
      ? layerPaths(analysis, location, spec)
      : locationsInside(analysis, location, spec.id);
  for (const copy of copies) {
    const there = diagnosticsAt(analysis, copy);
    if (there.length > 0) return there;
  }
  return own;
}

function problemsInside(analysis: NetworkAnalysis, location: string, spec: NodeSpec): number {
  return analysis.groups.get(joinPath(location, spec.id))?.diagnosticCount ?? 0;
}

function errorsInside(analysis: NetworkAnalysis, location: string, spec: NodeSpec): number {
  return analysis.groups.get(joinPath(location, spec.id))?.errorCount ?? 0;
}

function severityOf(
  problems: readonly Diagnostic[],
  insideCount: number,
  insideErrors: number,
): NodeProblems['severity'] {
  if (insideErrors > 0) return 'error';
  return worstSeverity(problems) ?? (insideCount > 0 ? 'warning' : null);
}

/** The worst of a node's problems, for cards that show nothing else of them. */
export function nodeSeverity(
  analysis: NetworkAnalysis,
  location: string,
  spec: NodeSpec,
): NodeProblems['severity'] {
  return severityOf(
    ownProblems(analysis, location, spec),
    problemsInside(analysis, location, spec),
    errorsInside(analysis, location, spec),
  );
}

/** What is wrong with a node at the place where it is seen. */
export function useNodeProblems(location: string, spec: NodeSpec): NodeProblems {
  const problems = useAnalysis((analysis) => ownProblems(analysis, location, spec));
  const insideCount = useAnalysis((analysis) => problemsInside(analysis, location, spec));
  const insideErrors = useAnalysis((analysis) => errorsInside(analysis, location, spec));
  return useMemo(
    () => ({ problems, insideCount, severity: severityOf(problems, insideCount, insideErrors) }),
    [problems, insideCount, insideErrors],
  );
}
