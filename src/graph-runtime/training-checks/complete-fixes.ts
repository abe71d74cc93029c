import { oncePer } from '../collections/once-per';
import type { Diagnostic, Fix } from '../diagnostics/diagnostic';
import { applyEdits } from '../document/apply-edits';
import type { NetworkAnalysis } from '../infer/analysis';
import { analyze } from '../infer/analyze';
import type { CheckResult, TrainingCheck, TrainingData } from './check';
import { contextOf } from './check-context';
import { fixesOfCause } from './same-cause';

/** A repair that is tried on a large network takes some milliseconds. */
const MAXIMUM_TRIALS = 12;

const completed = oncePer((_graph: NetworkAnalysis['graph']) => new Map<string, readonly Fix[]>());

/** What repairs are tried on. */
export interface FixTrials {
  readonly analysis: NetworkAnalysis;
  readonly data: TrainingData | null;
  readonly checks: readonly TrainingCheck[];
  /** All that is said of another analysis: by its layers and by the checks. */
  diagnose(analysis: NetworkAnalysis): readonly Diagnostic[];
}

/**
 * Diagnostics with the repairs of outputs completed for the data set: averaging an image of 2 channels gives 2 scores, and 10 classes want
 * 10. Where the check that would report that has a repair, both are made in one; where it has none, the repair is not offered. What a
 * repair only brings to light elsewhere is no fault of its own; but of several repairs elsewhere, those are offered that leave the fewest
 * errors of checks: a dense layer on an image is no convolution where the labels are classes.
 */
export function withCompleteFixes(
  trials: FixTrials,
  diagnostics: readonly Diagnostic[],
): readonly Diagnostic[] {
  const { analysis, data } = trials;
  if (data === null) return diagnostics;
  const known = completed(analysis.graph);
  let left = MAXIMUM_TRIALS;
  const changed = diagnostics.map((diagnostic) => {
    const { severity, path, fixes } = diagnostic;
    const isAtOutput = isOutput(analysis, data, path);
    if (severity !== 'error' || fixes.length < (isAtOutput ? 1 : 2)) return diagnostic;
    const key = JSON.stringify([path, fixes, data]);
    let complete = known.get(key);
    if (complete === undefined) {
      left -= fixes.length;
      if (left < 0) return diagnostic;
      complete = isAtOutput
        ? fixes.flatMap((fix) => completeFix(trials, data, diagnostic, fix) ?? [])
        : withFewestErrors(trials, fixes);
      known.set(key, complete);
    }
    const isSame = complete.length === fixes.length && complete.every((fix, at) => fix === fixes[at]);
    return isSame ? diagnostic : { ...diagnostic, fixes: complete };
  });
  return changed.every((diagnostic, at) => diagnostic === diagnostics[at]) ? diagnostics : changed;
}

function withFewestErrors({ analysis, diagnose }: FixTrials, fixes: readonly Fix[]): readonly Fix[] {
  const counts = fixes.map(({ edits }) => {
    const repaired = analyze(applyEdits(analysis.document, edits), analysis);
    return diagnose(repaired).filter(({ severity }) => severity === 'error').length;
  });
  const fewest = Math.min(...counts);
  return fixes.filter((_, at) => counts[at] === fewest);
}

function isOutput(analysis: NetworkAnalysis, data: TrainingData | null, path: string): boolean {
  return contextOf(analysis, data).wiring.get(path)?.layer?.loss !== undefined;
}

/** What a check says of a place. */
interface Finding {
  readonly check: TrainingCheck;
  readonly result: CheckResult;
}

function findingsAt(
  analysis: NetworkAnalysis,
  data: TrainingData,
  checks: readonly TrainingCheck[],
  path: string,
): readonly Finding[] {
  const context = contextOf(analysis, data);
  return checks.flatMap((check) =>
    check
      .find(context)
      .filter((result) => result.path === path)
      .map((result) => ({ check, result })),
  );
}

/** A repair after which no check has anything to say of its place: as it is, or with the repair of what a check says; null: none. */
function completeFix(
  { analysis, checks, diagnose }: FixTrials,
  data: TrainingData,
  { code, path }: Diagnostic,
  fix: Fix,
): Fix | null {
  const after = (edits: Fix['edits']) => analyze(applyEdits(analysis.document, edits), analysis);
  const isIt = (other: Diagnostic) => other.code === code && other.path === path;
  const repaired = after(fix.edits);
  const [finding] = findingsAt(repaired, data, checks, path);
  if (finding === undefined) return fix;
  for (const next of fixesOfCause(contextOf(repaired, data), finding.check, [finding.result])) {
    const whole = inOrder(fix, next, () => {
      const left = diagnose(after(next.edits)).find(isIt);
      return left?.fixes.find((other) => other.code === fix.code) ?? null;
    });
    if (whole === null) continue;
    const result = after(whole.edits);
    const isGone = !diagnose(result).some(isIt);
    if (isGone && findingsAt(result, data, checks, path).length === 0) return whole;
  }
  return null;
}

/** Both repairs in one. A size is set first, so that the words of the repair after it have it. */
function inOrder(fix: Fix, next: Fix, fixAfterNext: () => Fix | null): Fix | null {
  const isSize = next.edits.every(({ kind }) => kind === 'set-parameter' || kind === 'set-scope-parameters');
  const second = isSize ? fixAfterNext() : next;
  if (second === null) return null;
  const parts = isSize ? [next, second] : [fix, next];
  return { code: fix.code, values: fix.values, edits: parts.flatMap(({ edits }) => edits), parts };
}
