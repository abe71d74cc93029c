import { useMemo } from 'react';
import type { ExpressionValue } from '../../../graph-runtime/blocks/expression';
import type { NodeSpec, Scope } from '../../../graph-runtime/document/document';
import { useAnalysis } from '../../store/document/analysis';
import { computedValues } from '../../store/view/scope-values';

/** What the parameters of a block come to, by name: at a use of it, else their defaults. */
export function useComputedValues(
  scope: Scope,
  at?: { readonly location: string; readonly use: NodeSpec },
): ReadonlyMap<string, ExpressionValue> {
  // As text: every analysis makes maps again, and an equal one is no reason to draw the fields again.
  const text = useAnalysis((analysis) => JSON.stringify([...computedValues(analysis, scope, at)]));
  return useMemo(() => new Map(JSON.parse(text) as [string, ExpressionValue][]), [text]);
}
