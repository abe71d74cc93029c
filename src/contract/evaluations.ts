import type { NumberFigures } from '../graph-runtime/targets/kinds/numbers';
import type { MetricValues } from '../graph-runtime/targets/metrics';

/** Answers to the inspection `evaluation`: what a network makes of the whole test set. */

export interface ClassFigures {
  /** Of those said to be of the class, the share that is; NaN when none was. */
  readonly precision: number;
  /** Of those of the class, the share found. */
  readonly recall: number;
  /** Examples of the class; of masks, its pixels. */
  readonly count: number;
}

interface Evaluated {
  readonly step: number;
  readonly count: number;
  readonly loss: number;
  /** All metrics of the kind of target, those on request, too. */
  readonly metrics: MetricValues;
}

/** The test set as a whole. */
export type EvaluationResult =
  | ClassEvaluation
  | ClassesEvaluation
  | NumbersEvaluation
  | MaskEvaluation
  | ImageEvaluation
  | InputEvaluation
  | PairEvaluation
  | TripletEvaluation;

/** Any number of classes for each example. */
export interface ClassesEvaluation extends Evaluated {
  readonly kind: 'classes';
  readonly classes: readonly (ClassFigures & {
    /** NaN of a class that neither occurs nor is predicted. */
    readonly f1: number;
    /** NaN of a class that does not occur. */
    readonly averagePrecision: number;
  })[];
  /** `[count, classes]`: 0 and 1. */
  readonly labels: Uint8Array;
  /** `[count, classes]` */
  readonly probabilities: Float32Array;
}

/** Numbers for each example, in the units of the data. */
export interface NumbersEvaluation extends Evaluated {
  readonly kind: 'numbers';
  readonly numbers: readonly (NumberFigures & { readonly name: string })[];
  /** `[count, numbers]` */
  readonly labels: Float32Array;
  readonly predictions: Float32Array;
}

/** A class for each pixel. */
export interface MaskEvaluation extends Evaluated {
  readonly kind: 'mask';
  /** `[true class][predicted class]`: how many pixels; those that are ignored are left out. */
  readonly confusion: readonly (readonly number[])[];
  readonly classes: readonly (ClassFigures & {
    /** NaN of a class without pixels in mask and prediction. */
    readonly iou: number;
  })[];
  /** Share of right pixels of each example. */
  readonly accuracies: Float32Array;
}

/** Values that are compared one by one. */
interface ErrorsEvaluation extends Evaluated {
  /** Mean squared error of each example. */
  readonly errors: Float32Array;
}

/** A second image. */
export interface ImageEvaluation extends ErrorsEvaluation {
  readonly kind: 'image';
}

/** The input itself. */
export interface InputEvaluation extends ErrorsEvaluation {
  readonly kind: 'input';
}

/** Images that are compared. */
interface TupleEvaluation extends Evaluated {
  /** How far each pair or triplet is on the right side: below 0 where it is taken for the wrong one. */
  readonly margins: Float32Array;
}

/** Two images each, of one class or not. */
export interface PairEvaluation extends TupleEvaluation {
  readonly kind: 'pair';
}

/** An image, one of its class and one of another. */
export interface TripletEvaluation extends TupleEvaluation {
  readonly kind: 'triplet';
}

/** One class for each example. */
export interface ClassEvaluation extends Evaluated {
  readonly kind: 'class';
  readonly accuracy: number;
  /** `[true class][predicted class]`: how many; empty where there are more than 1,000 classes, whose pairs are in `labels` and `predictions`. */
  readonly confusion: readonly (readonly number[])[];
  readonly classes: readonly ClassFigures[];
  /** For every test example: its class, the class predicted, and the probability of that class. */
  readonly labels: Int32Array;
  readonly predictions: Int32Array;
  readonly confidences: Float32Array;
}
