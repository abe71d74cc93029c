import type { Diagnostic, Fix } from '../diagnostics/diagnostic';
import { applyEdits } from '../document/apply-edits';
import type { NetworkAnalysis } from '../infer/analysis';
import { analyze, extendAnalysis } from '../infer/analyze';
import { countInGroups } from '../infer/analyze-groups';
import { Wiring } from '../infer/wiring';
import type { CheckContext, CheckResult, TrainingCheck, TrainingData } from './check';
import { trainingChecks } from './registry';

/** More results than this of one check help nobody: they follow from one mistake. */
const MAXIMUM_RESULTS = 20;
/** A repair that is tried on a large network takes some milliseconds. */
const MAXIMUM_TRIALS = 12;

/** Results of the repairs tried on a graph, so that settings can be edited without trying them again. */
const triedFixes = new WeakMap<NetworkAnalysis['graph'], Map<string, boolean>>();
const wirings = new WeakMap<NetworkAnalysis['graph'], Wiring>();

/**
 * What is known before training starts to keep a network from learning: what does not go with the data set, and what training would
 * silently make nothing of. Every repair that is offered has been tried: its result is gone, and nothing else is wrong.
 *
 * @param analysis from `analyze`, for the document to be trained
 */
export function checkTraining(analysis: NetworkAnalysis, data: TrainingData | null): readonly Diagnostic[] {
  const context = contextOf(analysis, data);
  const trials = { left: MAXIMUM_TRIALS };
  return trainingChecks.flatMap((check) =>
    check
      .find(context)
      .slice(0, MAXIMUM_RESULTS)
      .map((result) => diagnosticOf(check, result, workingFixes(context, check, result, trials))),
  );
}

/**
 * The analysis with what the training checks say among its diagnostics; `isTrainable` counts their errors too. What was said in
 * `previous` stays the same object.
 */
export function withTrainingChecks(
  analysis: NetworkAnalysis,
  data: TrainingData | null,
  previous?: NetworkAnalysis,
): NetworkAnalysis {
  const known = new Map(previous?.diagnostics.map((diagnostic) => [JSON.stringify(diagnostic), diagnostic]));
  const found = checkTraining(analysis, data).map(
    (diagnostic) => known.get(JSON.stringify(diagnostic)) ?? diagnostic,
  );
  if (found.length === 0) return analysis;
  const diagnostics = [...analysis.diagnostics, ...found];
  return extendAnalysis(analysis, {
    diagnostics,
    groups: countInGroups(analysis, found, previous?.groups),
    isTrainable: diagnostics.every(({ severity }) => severity !== 'error'),
  });
}

function contextOf(analysis: NetworkAnalysis, data: TrainingData | null): CheckContext {
  const { document, graph } = analysis;
  let wiring = wirings.get(graph);
  if (wiring === undefined) {
    wiring = new Wiring(graph);
    wirings.set(graph, wiring);
  }
  return { document, settings: document.training, analysis, wiring, data };
}

function diagnosticOf(
  { code, severity }: TrainingCheck,
  { fixes: _fixes, values = {}, path = '', ...result }: CheckResult,
  fixes: readonly Fix[],
): Diagnostic {
  return { code, severity, path, ...result, values, fixes };
}

function workingFixes(
  { analysis, data }: CheckContext,
  check: TrainingCheck,
  result: CheckResult,
  trials: { left: number },
): readonly Fix[] {
  const proposed = (result.fixes?.() ?? []).filter((fix): fix is Fix => fix !== null);
  if (proposed.length === 0) return proposed;
  const tried = triedFixes.get(analysis.graph) ?? new Map<string, boolean>();
  triedFixes.set(analysis.graph, tried);
  return proposed.filter((fix) => {
    const key = JSON.stringify([check.code, result, fix, data]);
    // Settings leave the graph as it is: they are tried again in no time.
    const isKept = fix.edits.some(({ kind }) => kind !== 'set-training');
    let isHelping = isKept ? tried.get(key) : undefined;
    if (isHelping === undefined) {
      trials.left -= 1;
      if (trials.left < 0) return false;
      isHelping = isHelpful(analysis, data, check, result, fix);
      tried.set(key, isHelping);
    }
    return isHelping;
  });
}

/** Whether a result is gone after a repair, with no error of the network's that was not there before. */
function isHelpful(
  analysis: NetworkAnalysis,
  data: TrainingData | null,
  check: TrainingCheck,
  { path, setting }: CheckResult,
  { edits }: Fix,
): boolean {
  const repaired = analyze(applyEdits(analysis.document, edits), analysis);
  if (countErrors(repaired) > countErrors(analysis)) return false;
  const left = check.find(contextOf(repaired, data));
  return !left.some((other) => other.path === path && other.setting === setting);
}

function countErrors({ diagnostics }: NetworkAnalysis): number {
  return diagnostics.filter(({ severity }) => severity === 'error').length;
}
