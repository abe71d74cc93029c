import type { Diagnostic, Fix } from '../diagnostics/diagnostic';
import { applyEdits } from '../document/apply-edits';
import type { NetworkAnalysis } from '../infer/analysis';
import { analyze } from '../infer/analyze';
import type { CheckResult, TrainingCheck, TrainingData } from './check';
import { contextOf } from './check-context';
import { fixesOfCause } from './same-cause';

/** A repair that is tried on a large network takes some milliseconds. */
const MAXIMUM_TRIALS = 12;

const completed = new WeakMap<NetworkAnalysis['graph'], Map<string, Fix | null>>();

/**
 * The diagnostics of a network, with the repairs of its outputs completed for the data set: averaging an image of 2 channels gives 2
 * scores, and 10 classes want 10. Where the check that would report that has a repair, both are made in one; where it has none, the
 * repair is not offered. What a repair only brings to light elsewhere is no fault of its own.
 */
export function withCompleteFixes(
  analysis: NetworkAnalysis,
  data: TrainingData | null,
  checks: readonly TrainingCheck[],
): readonly Diagnostic[] {
  const isToBeTried = ({ severity, fixes, path }: Diagnostic) =>
    severity === 'error' && fixes.length > 0 && isOutput(analysis, data, path);
  if (data === null || !analysis.diagnostics.some(isToBeTried)) return analysis.diagnostics;
  const results = completed.get(analysis.graph) ?? new Map<string, Fix | null>();
  completed.set(analysis.graph, results);
  let left = MAXIMUM_TRIALS;
  return analysis.diagnostics.map((diagnostic) => {
    if (!isToBeTried(diagnostic)) return diagnostic;
    const fixes = diagnostic.fixes.flatMap((fix) => {
      const key = JSON.stringify([diagnostic.path, fix, data]);
      let result = results.get(key);
      if (result === undefined) {
        left -= 1;
        if (left < 0) return [fix];
        result = completeFix(analysis, data, checks, diagnostic, fix);
        results.set(key, result);
      }
      return result === null ? [] : [result];
    });
    const isSame = fixes.every((fix, index) => fix === diagnostic.fixes[index]);
    return isSame && fixes.length === diagnostic.fixes.length ? diagnostic : { ...diagnostic, fixes };
  });
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
  analysis: NetworkAnalysis,
  data: TrainingData,
  checks: readonly TrainingCheck[],
  { code, path }: Diagnostic,
  fix: Fix,
): Fix | null {
  const after = (edits: Fix['edits']) => analyze(applyEdits(analysis.document, edits), analysis);
  const repaired = after(fix.edits);
  const [finding] = findingsAt(repaired, data, checks, path);
  if (finding === undefined) return fix;
  for (const next of fixesOfCause(contextOf(repaired, data), finding.check, [finding.result])) {
    const whole = inOrder(fix, next, () => {
      const changed = after(next.edits);
      const left = changed.diagnostics.find((other) => other.code === code && other.path === path);
      return left?.fixes.find((other) => other.code === fix.code) ?? null;
    });
    if (whole === null) continue;
    const result = after(whole.edits);
    const isGone = result.diagnostics.every((other) => other.code !== code || other.path !== path);
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
