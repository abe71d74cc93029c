import type { MetricNames } from '../../python/training/metrics';
import type { PlacedLabels } from '../../python/training/placed-labels';
import type { ExportedTraining } from '../../python/training/trained-outputs';
import type { Watching } from '../../python/training/watching';

/** What the end of an exported `train.py` depends on. */
export interface LoopFacts {
  readonly className: string;
  /** Of each main output. */
  readonly names: readonly (MetricNames & {
    readonly path: string;
    /** What `dataset.json` says of its labels. */
    readonly description: string;
  })[];
  /** What each main output is compared with, by which loss, and its share in what is reported of several. */
  readonly mains: readonly MainFacts[];
  readonly labels: ExportedTraining['labels'];
  readonly rows: ExportedTraining['rows'];
  /** Labels that move with the images. */
  readonly placed: readonly PlacedLabels[];
  readonly hasWeights: boolean;
  readonly hasAugmentation: boolean;
  readonly hasFrozen: boolean;
  /** Whether the optimizer's groups have factors of the learning rate. */
  readonly hasFactors: boolean;
  /** Whether the augmentation takes the principal components of the colors. */
  readonly takesColors: boolean;
  readonly isCropped: boolean;
  /** Whether the examples of a batch are mixed with one another. */
  readonly isBlended: boolean;
  readonly isMixed: boolean;
  /** Whether an average of the weights is evaluated and saved. */
  readonly isAveraged: boolean;
  readonly trainingShare: number;
  readonly watching: Watching | null;
}

interface MainFacts {
  /** Of the input `x` and the labels `y`. */
  readonly target: string;
  /** Name of the function that gives the loss of each example. */
  readonly loss: string;
  readonly weight: number;
  /** Classes that have weights in training; 0: none have. */
  readonly weightedClasses: number;
}
