import type { TargetDescription } from '../datasets/target-description';
import type { Diagnostic, Fix } from '../diagnostics/diagnostic';
import type { NetloomDocument, TrainingSettings } from '../document/document';
import type { NetworkAnalysis } from '../infer/analysis';
import type { Wiring } from '../infer/wiring';
import type { Text } from '../text/text';

/** What a check knows of the data set that a document names. */
export interface TrainingData {
  /** `[height, width, channels]` of the stored images, or `[features]` of a table's rows. */
  readonly exampleShape: readonly number[];
  /** 0 where each example has no class of its own. */
  readonly classCount: number;
  /** What the labels are; absent: one class an example. */
  readonly targets?: TargetDescription;
  /** It has its own validation examples, so that none are held out of the training examples. */
  readonly hasOwnValidation?: boolean;
  /** Training examples that are used, those held out for validation included. */
  readonly trainCount: number;
  /** Where a run is limited to some of them (`train --limit`): how many the data set has. */
  readonly wholeTrainCount?: number;
}

/** What a check may look at. */
export interface CheckContext {
  readonly document: NetloomDocument;
  readonly settings: TrainingSettings;
  /** Shapes and weights of the network, without what checks say. */
  readonly analysis: NetworkAnalysis;
  readonly wiring: Wiring;
  /** Null: the data set is not on this machine, so nothing is said about it. */
  readonly data: TrainingData | null;
}

/** One place where a check has something to say: at a node (`path`), or at a setting. */
export interface CheckResult {
  readonly path?: string;
  readonly parameter?: string;
  readonly port?: string;
  /** The training setting concerned, as a place in the document's `training`: `optimizer.beta1`, `augmentation.0.padding`. */
  readonly setting?: string;
  readonly expected?: string;
  readonly received?: string;
  /** Values for the words; `node` is the name of the layer concerned, `output` that of the output it leads to. */
  readonly values?: Diagnostic['values'];
  /** Repairs, best first; worked out, and tried on the whole network, only where the result is shown. */
  fixes?(): readonly (Fix | null)[];
}

/**
 * One rule about what is known, before training starts, to keep a network from learning; with its words. `{name}` stands for a
 * value of the result.
 */
export interface TrainingCheck {
  readonly code: string;
  /** An error refuses training; a warning does not. */
  readonly severity: Diagnostic['severity'];
  /**
   * Whether it follows from the number of steps that a run has. A run that is limited to some of the examples is a trial: only what the
   * whole data set would bring as well is reported.
   */
  readonly isAboutRunLength?: true;
  /** What is the matter, as a sentence. */
  readonly what: Text;
  /** How to fix it, as a sentence. */
  readonly advice: Text;
  find(context: CheckContext): readonly CheckResult[];
}

/** Three digits of a number, as messages show it. */
export function threeDigits(value: number): string {
  if (value === 0 || !Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  return size < 1e-3 || size >= 1e6
    ? String(Number(value.toExponential(2)))
    : String(Number(value.toPrecision(3)));
}

/** A share as a percentage without its sign: whole, or with a digit where that matters. */
export function percentage(share: number): string {
  const percent = share * 100;
  return percent > 99 || percent < 1 ? percent.toFixed(1) : percent.toFixed(0);
}
