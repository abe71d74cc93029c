import { fill } from '../text/fill';
import type { Language } from '../text/text';
import type { Finding } from './finding';
import type { RunObservations } from './observations';
import { findingRules } from './registry';

/** What is wrong with a run, as far as its numbers say; causes before what follows from them. Empty for a healthy one. */
export function examine(run: RunObservations): readonly Finding[] {
  return findingRules.flatMap((rule) => {
    const found = rule.find(run);
    return found === null ? [] : [{ code: rule.code, severity: rule.severity, ...found }];
  });
}

/** A finding in words. */
export interface FindingDescription {
  readonly title: string;
  readonly evidence: string;
  readonly advice: string;
}

/** What is seen, what in the numbers says so, and what to try. */
export function describeFinding(finding: Finding, language: Language): FindingDescription {
  const rule = findingRules.find(({ code }) => code === finding.code);
  if (rule === undefined) throw new Error(`no rule finds ${finding.code}`);
  return {
    title: fill(rule.title[language], finding.values),
    evidence: fill(rule.evidence[language], finding.values),
    advice: fill(rule.advice[language], finding.values),
  };
}
