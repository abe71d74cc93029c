import type { TrainingSettings } from '../document/document';
import type { Text } from '../text/text';
import type { RunObservations } from './observations';

/** Something the health check sees in a run: where, and the numbers that say so. */
export interface Finding {
  /** Words, e.g. `vanishing-gradients`: which rule it comes from. */
  readonly code: string;
  /** A problem keeps the network from learning well; a remark is worth knowing. */
  readonly severity: 'problem' | 'remark';
  /** Paths of the nodes concerned, in order of computation; none: it concerns the run as a whole. */
  readonly paths: readonly string[];
  /** For the texts' placeholders. */
  readonly values: Readonly<Record<string, string | number>>;
}

/** One rule of the health check, with its words. `{name}` stands for a value of the finding. */
export interface FindingRule {
  readonly code: string;
  readonly severity: Finding['severity'];
  /** What is the matter, in a few words. */
  readonly title: Text;
  /** What in the numbers says so, as a sentence. */
  readonly evidence: Text;
  /** What to try, as a sentence or two. */
  readonly advice: Text;
  /** Whether another learning rate may help, so that the learning rate finder is worth its time. */
  readonly isAboutRate?: true;
  /** The one change of a setting that is most likely to help; null: the run's settings leave nothing to change. */
  cure?(settings: TrainingSettings): Cure | null;
  /** Null: nothing to be seen. */
  find(run: RunObservations): Pick<Finding, 'paths' | 'values'> | null;
}

/** One setting to change against a finding. */
export interface Cure {
  /** Of the settings, as `optimizer.learningRate`. */
  readonly path: string;
  readonly value: unknown;
  /** The change as the object of “try”, e.g. `a learning rate of 0.09`; `{value}` stands for the value. */
  readonly text: Text;
}

/** Another learning rate: the run's, times this. Rounded, so that a tenth of 0.9 is 0.09 to the last digit. */
export function rateCure({ optimizer }: TrainingSettings, factor: number): Cure {
  return {
    path: 'optimizer.learningRate',
    value: Number((optimizer.learningRate * factor).toPrecision(6)),
    text: { en: 'a learning rate of {value}', 'zh-Hant': '學習率 {value}' },
  };
}

/** A number as it is shown: two digits are as much as such numbers mean. */
export function shown(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e5)) return powerOfTen(value);
  return String(Number(value.toPrecision(size >= 1 ? 3 : 2)));
}

/** `1.8 × 10⁸`, as in a paper. */
function powerOfTen(value: number): string {
  const [digits = '', exponent = ''] = value.toExponential(1).split('e');
  const raised = [...exponent.replace('+', '')].map((sign) => SUPERSCRIPTS[sign] ?? sign).join('');
  return `${digits}\u00a0×\u00a010${raised}`;
}

const SUPERSCRIPTS: Readonly<Record<string, string>> = {
  '-': '⁻',
  ...Object.fromEntries([...'⁰¹²³⁴⁵⁶⁷⁸⁹'].map((raised, digit) => [String(digit), raised])),
};

/** A share as a whole percentage, without the sign. */
export function percent(share: number): number {
  return Math.round(share * 100);
}
