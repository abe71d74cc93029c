import type { NetworkAnalysis } from '../infer/analysis';
import { Wiring } from '../infer/wiring';
import type { CheckContext, CheckResult, TrainingData } from './check';

const wirings = new WeakMap<NetworkAnalysis['graph'], Wiring>();

/** What a check may look at, for an analyzed network and its data set. */
export function contextOf(analysis: NetworkAnalysis, data: TrainingData | null): CheckContext {
  const { document, graph } = analysis;
  let wiring = wirings.get(graph);
  if (wiring === undefined) {
    wiring = new Wiring(graph);
    wirings.set(graph, wiring);
  }
  return { document, settings: document.training, analysis, wiring, data };
}

/** The places of some results, for finding out which of them others have too. */
export function placesOf(results: readonly CheckResult[]): { has(result: CheckResult): boolean } {
  const keyOf = ({ path, setting }: CheckResult) => JSON.stringify([path, setting]);
  const places = new Set(results.map(keyOf));
  return { has: (result) => places.has(keyOf(result)) };
}
