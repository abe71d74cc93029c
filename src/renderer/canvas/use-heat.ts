import type { Cost, NetworkAnalysis } from '../../graph-runtime/infer/analysis';
import { useAnalysis } from '../store/analysis';
import { costAt, scopeAt } from '../store/location';
import { nodesOf } from '../store/network';
import { type HeatMeasure, useView } from '../store/view';

const maxima = new WeakMap<NetworkAnalysis, Map<string, number>>();

function measureOf(cost: Cost, measure: Exclude<HeatMeasure, 'none'>): number {
  if (measure === 'parameters') return cost.trainableParameters;
  return measure === 'multiplyAccumulates' ? cost.multiplyAccumulates : cost.activationBytes;
}

/** The highest value of a measure among the nodes of the open scope. */
function maximumOf(
  analysis: NetworkAnalysis,
  location: string,
  measure: Exclude<HeatMeasure, 'none'>,
): number {
  const known = maxima.get(analysis) ?? new Map<string, number>();
  maxima.set(analysis, known);
  const key = `${measure}:${location}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const values = nodesOf(analysis.document, scopeAt(analysis, location)).map((node) =>
    measureOf(costAt(analysis, location, node.id), measure),
  );
  const maximum = Math.max(0, ...values);
  known.set(key, maximum);
  return maximum;
}

/** How hot a node is in the heat map that is on: its share of the costliest node; null when the map is off. */
export function useHeat(location: string, id: string): number | null {
  const measure = useView((state) => state.heat);
  return useAnalysis((analysis) => {
    if (measure === 'none') return null;
    const maximum = maximumOf(analysis, location, measure);
    return maximum === 0 ? 0 : measureOf(costAt(analysis, location, id), measure) / maximum;
  });
}
