import type { ClassSets } from './class-sets';

/** Answers to the inspection `predictions`: what a network makes of every example of a split, in the order of storage. */
export type Predictions =
  | ClassPredictions
  | ClassesPredictions
  | NumbersPredictions
  | MaskPredictions
  | ImagePredictions
  | InputPredictions;

interface Predicted {
  readonly step: number;
}

/** One class for each example. */
export interface ClassPredictions extends Predicted {
  readonly kind: 'class';
  readonly predictions: Int32Array;
  /** Probability of the class predicted. */
  readonly confidences: Float32Array;
  /** Cross-entropy of the class that it is: what the example adds to the loss. NaN where it has no class. */
  readonly losses: Float32Array;
}

/** Any number of classes for each example. */
export interface ClassesPredictions extends Predicted {
  readonly kind: 'classes';
  /** Those with a probability of at least `CLASS_THRESHOLD`. */
  readonly predicted: ClassSets;
  /** Mean binary cross-entropy of the classes. */
  readonly losses: Float32Array;
}

/** Numbers for each example, in the units of the data the network was trained on. */
export interface NumbersPredictions extends Predicted {
  readonly kind: 'numbers';
  /** `[count, numbers]` */
  readonly numbers: Float32Array;
}

/** A class for each pixel. */
export interface MaskPredictions extends Predicted {
  readonly kind: 'mask';
  /** Mean IoU over the classes that are in the mask or the prediction; NaN of a mask no pixel of which counts. */
  readonly ious: Float32Array;
  /** Share of the pixels that are right. */
  readonly accuracies: Float32Array;
}

/** Values that are compared one by one. */
interface ErrorPredictions extends Predicted {
  /** Mean squared error of each example. */
  readonly errors: Float32Array;
}

/** A second image. */
export interface ImagePredictions extends ErrorPredictions {
  readonly kind: 'image';
}

/** The input itself. */
export interface InputPredictions extends ErrorPredictions {
  readonly kind: 'input';
}
