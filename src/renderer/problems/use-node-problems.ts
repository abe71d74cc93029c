import { useMemo } from 'react';
import type { Diagnostic } from '../../graph-runtime/diagnostics/diagnostic';
import type { NodeSpec } from '../../graph-runtime/document/document';
import { diagnosticsAt, useAnalysis } from '../store/analysis';
import { joinPath, layerPaths, locationsInside } from '../store/location';
import { blockName } from '../store/network';

export interface NodeProblems {
  /** What is wrong at the node itself. */
  readonly problems: readonly Diagnostic[];
  /** How many problems there are inside its block. */
  readonly insideCount: number;
  /** How bad they are. */
  readonly insideSeverity: 'error' | 'warning' | null;
  readonly severity: 'error' | 'warning' | null;
}

/** The worst of some problems. */
export function worstSeverity(problems: readonly Diagnostic[]): 'error' | 'warning' | null {
  if (problems.some((problem) => problem.severity === 'error')) return 'error';
  return problems.length > 0 ? 'warning' : null;
}

/** What is wrong with a node at the place where it is seen. */
export function useNodeProblems(location: string, spec: NodeSpec): NodeProblems {
  const path = joinPath(location, spec.id);
  // A repeated node's problems stand at its copies; the first copy that has any speaks for all.
  const problems = useAnalysis((analysis) => {
    const own = diagnosticsAt(analysis, path);
    if (own.length > 0 || spec.repeat === undefined) return own;
    const copies =
      blockName(spec) === null
        ? layerPaths(analysis, location, spec)
        : locationsInside(analysis, location, spec.id);
    for (const copy of copies) {
      const there = diagnosticsAt(analysis, copy);
      if (there.length > 0) return there;
    }
    return own;
  });
  const insideCount = useAnalysis((analysis) => analysis.groups.get(path)?.diagnosticCount ?? 0);
  const insideErrors = useAnalysis((analysis) => analysis.groups.get(path)?.errorCount ?? 0);
  return useMemo(() => {
    const insideSeverity = insideErrors > 0 ? 'error' : insideCount > 0 ? 'warning' : null;
    const own = worstSeverity(problems);
    const severity = insideSeverity === 'error' ? 'error' : (own ?? insideSeverity);
    return { problems, insideCount, insideSeverity, severity };
  }, [problems, insideCount, insideErrors]);
}
