import { useMemo } from 'react';
import type { Histogram } from '../../../contract/contract';
import { appendTo } from '../../../graph-runtime/collections/group-by';
import { useIsLive } from '../../store/runs/subject';
import { useHealth } from '../../store/runs/use-health';
import { useInspection } from '../../store/runs/use-inspection';

/** How one weight, or its gradient, was spread at a moment of the run. */
export interface Spread {
  /** Fractional; null where only the end is known. */
  readonly epoch: number | null;
  readonly values: Histogram;
  readonly gradient: Histogram | null;
}

/** As many as a run's own looks bring. */
export const BINS = 48;

/**
 * How a run's weights and gradients were spread, by the weight's name, the oldest first. The run itself reports them from its first
 * looks on, whether somebody watches or not; only of one that did not (a run of an earlier version, a network before its first run) the
 * network is asked.
 */
export function useHistograms(runId: string): ReadonlyMap<string, readonly Spread[]> {
  const health = useHealth(runId);
  const hasValues = health.some((point) => point.weights.some((weight) => weight.values !== undefined));
  // One that trains will tell soon.
  const isLive = useIsLive(runId);
  const question = hasValues || isLive ? null : ({ type: 'histograms', bins: BINS } as const);
  const { answer } = useInspection(runId, question, 'histograms');
  return useMemo(() => {
    const spreads = new Map<string, Spread[]>();
    for (const { epoch, weights } of health) {
      for (const { name, values, gradient = null } of weights) {
        if (values !== undefined) appendTo(spreads, name, { epoch, values, gradient });
      }
    }
    if (spreads.size === 0) {
      for (const { name, values, gradient } of answer?.weights ?? []) {
        appendTo(spreads, name, { epoch: null, values, gradient });
      }
    }
    return spreads;
  }, [health, answer]);
}
