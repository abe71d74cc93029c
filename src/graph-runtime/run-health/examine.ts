import type { TrainingSettings } from '../document/document';
import { fill } from '../text/fill';
import type { Language } from '../text/text';
import type { Cure, Finding, FindingRule } from './finding';
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
  const rule = ruleOf(finding);
  return {
    title: fill(rule.title[language], finding.values),
    evidence: fill(rule.evidence[language], finding.values),
    advice: fill(rule.advice[language], finding.values),
  };
}

/** The change of a setting that is most likely to help against a finding; null where no single one is. */
export function cureOf(finding: Finding, settings: TrainingSettings): Cure | null {
  return ruleOf(finding).cure?.(settings) ?? null;
}

/** A fix as the object of “try”: a learning rate of 0.09. */
export function describeCure({ text, value }: Cure, language: Language): string {
  return fill(text[language], { value: String(value) });
}

/** Whether another learning rate may help against a finding. */
export function isAboutRate(finding: Finding): boolean {
  return ruleOf(finding).isAboutRate === true;
}

function ruleOf({ code }: Finding): FindingRule {
  const rule = findingRules.find((candidate) => candidate.code === code);
  if (rule === undefined) throw new Error(`no rule finds ${code}`);
  return rule;
}
