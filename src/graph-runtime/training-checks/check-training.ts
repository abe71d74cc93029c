import { oncePer } from '../collections/once-per';
import type { Diagnostic, Fix } from '../diagnostics/diagnostic';
import { withUses } from '../diagnostics/merge-uses';
import { applyEdits } from '../document/apply-edits';
import type { NetloomDocument } from '../document/document';
import type { NetworkAnalysis } from '../infer/analysis';
import { analyze, extendAnalysis } from '../infer/analyze';
import { countInGroups } from '../infer/analyze-groups';
import type { CheckContext, CheckResult, TrainingCheck, TrainingData } from './check';
import { contextOf, placesOf } from './check-context';
import { type FixTrials, withCompleteFixes } from './complete-fixes';
import { trainingChecks } from './registry';
import { type Cause, fixesOfCause, groupByCause, pathsOfCause } from './same-cause';

/** A repair that is tried on a large network takes some milliseconds. */
const MAXIMUM_TRIALS = 12;

/** Results of the repairs tried on a graph, so that settings can be edited without trying them again. */
const triedFixes = oncePer((_graph: NetworkAnalysis['graph']) => new Map<string, boolean>());

/** What the checks have said of a graph, and what else they had looked at. */
interface Checked {
  readonly document: NetloomDocument;
  readonly data: TrainingData | null;
  readonly found: readonly Diagnostic[];
}

const checked = new WeakMap<NetworkAnalysis['graph'], Checked>();

/** Nodes that were only moved leave the graph as it is; only repairs, which put new nodes beside them, have to be made again. */
function isStillRight(known: Checked, { document }: NetworkAnalysis, data: TrainingData | null): boolean {
  return (
    known.data === data &&
    known.document.training === document.training &&
    known.document.dataset === document.dataset &&
    (known.found.length === 0 || known.document.nodes === document.nodes)
  );
}

/**
 * What is known before training starts to keep a network from learning: what does not go with the data set, and what training would
 * silently make nothing of. Every repair that is offered has been tried: its result is gone, and nothing else is wrong.
 *
 * @param analysis from `analyze`, for the document to be trained
 */
export function checkTraining(analysis: NetworkAnalysis, data: TrainingData | null): readonly Diagnostic[] {
  const known = checked.get(analysis.graph);
  if (known !== undefined && isStillRight(known, analysis, data)) return known.found;
  const context = contextOf(analysis, data);
  const trials = { left: MAXIMUM_TRIALS };
  const found = trainingChecks.flatMap((check) =>
    groupByCause(resultsOf(check, context), context).map((cause) =>
      diagnosticOf(check, cause, workingFixes(context, check, cause, trials)),
    ),
  );
  checked.set(analysis.graph, { document: analysis.document, data, found });
  return found;
}

/** What a check says of the run, without what only follows from a limit on its examples. */
function resultsOf(check: TrainingCheck, context: CheckContext): readonly CheckResult[] {
  const results = check.find(context);
  const { data } = context;
  if (check.isAboutRunLength === undefined || results.length === 0) return results;
  if (data?.wholeTrainCount === undefined) return results;
  const ofWhole = placesOf(check.find({ ...context, data: { ...data, trainCount: data.wholeTrainCount } }));
  return results.filter((result) => ofWhole.has(result));
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
  const same = (diagnostic: Diagnostic) => known.get(JSON.stringify(diagnostic)) ?? diagnostic;
  const trials: FixTrials = {
    ...{ analysis, data, checks: trainingChecks },
    diagnose: (other) => [...other.diagnostics, ...checkTraining(other, data)],
  };
  const found = withCompleteFixes(trials, checkTraining(analysis, data)).map(same);
  const ofNetwork = withCompleteFixes(trials, analysis.diagnostics);
  if (found.length === 0 && ofNetwork === analysis.diagnostics) return analysis;
  const diagnostics = [...ofNetwork.map(same), ...found];
  return extendAnalysis(analysis, {
    diagnostics,
    groups: countInGroups(analysis, found, previous?.groups),
    isTrainable: diagnostics.every(({ severity }) => severity !== 'error'),
  });
}

function diagnosticOf({ code, severity }: TrainingCheck, cause: Cause, fixes: readonly Fix[]): Diagnostic {
  const [{ fixes: _fixes, values = {}, path = '', ...result }] = cause;
  return withUses({ code, severity, path, ...result, values, fixes }, pathsOfCause(cause));
}

function workingFixes(
  context: CheckContext,
  check: TrainingCheck,
  cause: Cause,
  trials: { left: number },
): readonly Fix[] {
  const { analysis, data } = context;
  const proposed = fixesOfCause(context, check, cause);
  if (proposed.length === 0) return proposed;
  const tried = triedFixes(analysis.graph);
  return proposed.filter((fix) => {
    const key = JSON.stringify([check.code, cause, fix, data]);
    // Settings leave the graph as it is: they are tried again in no time.
    const isKept = fix.edits.some(({ kind }) => kind !== 'set-training');
    let isHelping = isKept ? tried.get(key) : undefined;
    if (isHelping === undefined) {
      trials.left -= 1;
      if (trials.left < 0) return false;
      isHelping = isHelpful(analysis, data, check, cause, fix);
      tried.set(key, isHelping);
    }
    return isHelping;
  });
}

/** Whether a cause is gone at all its places after a repair, with no error of the network's that was not there before. */
function isHelpful(
  analysis: NetworkAnalysis,
  data: TrainingData | null,
  check: TrainingCheck,
  cause: Cause,
  { edits }: Fix,
): boolean {
  const repaired = analyze(applyEdits(analysis.document, edits), analysis);
  if (countErrors(repaired) > countErrors(analysis)) return false;
  const left = check.find(contextOf(repaired, data));
  const places = placesOf(cause);
  return !left.some((other) => places.has(other));
}

function countErrors({ diagnostics }: NetworkAnalysis): number {
  return diagnostics.filter(({ severity }) => severity === 'error').length;
}
