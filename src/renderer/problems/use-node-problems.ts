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
  return useMemo(() => {
    const severity = worstSeverity(problems) ?? (insideCount > 0 ? 'error' : null);
    return { problems, insideCount, severity };
  }, [problems, insideCount]);
}
