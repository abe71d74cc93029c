import { oncePer } from '../collections/once-per';
import type { NetworkAnalysis } from '../infer/analysis';
import { Wiring } from '../infer/wiring';
import type { CheckContext, CheckResult, TrainingData } from './check';

const wiringOf = oncePer((graph: NetworkAnalysis['graph']) => new Wiring(graph));

/** What a check may look at, for an analyzed network and its data set. */
export function contextOf(analysis: NetworkAnalysis, data: TrainingData | null): CheckContext {
  const { document, graph } = analysis;
  return { document, settings: document.training, analysis, wiring: wiringOf(graph), data };
}

/** The places of some results, for finding out which of them others have too. */
export function placesOf(results: readonly CheckResult[]): { has(result: CheckResult): boolean } {
  const keyOf = ({ path, setting }: CheckResult) => JSON.stringify([path, setting]);
  const places = new Set(results.map(keyOf));
  return { has: (result) => places.has(keyOf(result)) };
}
