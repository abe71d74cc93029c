import type { LabelColumn, TargetDescription } from '../datasets/target-description';
import type { OpGraph, Value } from '../ops/op-graph';
import type { Text } from '../text/text';
import type { ClassBalance } from './class-weights';
import type { LossDefinition, LossId, LossOptions } from './losses/loss';
import type { MetricValues, TargetMetricId } from './metrics';
import type { TupleId } from './tuples';

/** The names of kinds in events and files. They never change. */
export type TargetKindId = 'class' | 'classes' | 'numbers' | 'mask' | 'image' | 'input' | 'pair' | 'triplet';

/** What a network is trained for: a kind of target, for one data set and one document. */
export interface TrainedTarget {
  readonly kind: TargetKind;
  readonly description: TargetDescription;
  /** Which of several labels it is; absent: the data set has one. */
  readonly column?: LabelColumn;
  /** Classes, or numbers that are predicted; 0 where neither is known. */
  readonly size: number;
  /** The loss that the settings ask for; null: the output layer's own, or the usual one of the kind. */
  readonly loss: LossId | null;
  readonly huberDelta: number;
  /** A factor for each class in training, of what its kind makes of it (`classBalance`); null: all count the same. */
  readonly classWeights: readonly number[] | null;
}

/** What the labels of a batch are made of. */
export interface StoredLabels {
  /** As they are stored, `[batch, ...]`, places augmented with their images (float32 then); null where none are. */
  readonly stored: Value | null;
  /** What the network takes before it is normalized: float32 `[batch, ...input shape]`, images in [0, 1]. Built when it is asked for. */
  readonly input: () => Value;
  readonly inputShape: readonly number[];
  readonly description: TargetDescription;
}

/** What a network gives for a batch, with its labels. */
export interface OutputBatch {
  readonly graph: OpGraph;
  /** What enters the output node, `[batch, ...]`. */
  readonly outputs: Value;
  /** As `prepareLabels` made them. */
  readonly labels: Value;
  readonly target: TrainedTarget;
  readonly loss: LossDefinition;
  readonly options: LossOptions;
  /** The output layer's own rule for one class an example. */
  readonly oneClass: OneClassRule;
}

/** Of one class an example: what an output layer makes of scores `[batch, scores]`; one score may stand for two classes. */
export interface OneClassRule {
  /** `[batch]` from int32 `[batch]` */
  lower(labels: Value): Value;
  /** Probabilities, or what stands for them, `[batch, classes]`. */
  predict(): Value;
  /** `[batch, classes]`, largest at the predicted class. */
  rank(): Value;
}

/**
 * One kind of what examples are to be taken for, as one plain object in one file: settings, checks, compilation, metrics, results and
 * words read it.
 */
export interface TargetKind {
  readonly id: TargetKindId;
  readonly label: Text;
  /** A sentence: what the network predicts. */
  readonly help: Text;
  /** The kind of a data set's labels that are trained for this; null: a setting chooses it for any, and labels are not used. */
  readonly labels: TargetDescription['kind'] | null;
  /** The usual one first. */
  readonly losses: readonly LossId[];
  /** The main one first: by it the best epoch is chosen. */
  readonly metrics: readonly TargetMetricId[];
  /** The loss of a network that has learned nothing of the examples but how often each label comes; null: it depends on the data. */
  guessLoss(loss: LossId, size: number): number | null;
  /**
   * Makes the weights with which rare classes count more in training. Null where this loss has no use for them; absent: there are no classes.
   *
   * @param size classes
   */
  classBalance?(loss: LossId, size: number): ClassBalance | null;
  /** The examples that it compares with one another: its labels are those of all of them, `[batch, members]`. Absent: of the example itself. */
  readonly tuple?: TupleId;
  /** Whether examples may be mixed with others: labels that a share can be taken of, by a loss that is linear in them. */
  readonly isMixable?: true;
  /** Whether a single score may stand for two classes: then the output layer's own rules hold. */
  readonly takesSingleScore?: true;
  /** Labels that are places of the image are augmented with it; what comes from outside of the image is of this class. */
  placesOutside?(description: TargetDescription): number;
  /**
   * Labels that are images are augmented with the first one, blended as it is, and are given as float32 in [0, 1].
   *
   * @returns how many times as high and wide as the example's image they are
   */
  pixelScale?(description: TargetDescription): number;
  /** Labels as losses take them. */
  prepareLabels(graph: OpGraph, labels: StoredLabels): Value;
  /**
   * The shape that the output must be given, without the batch axis.
   *
   * @param size classes, or numbers that are predicted
   */
  outputShape(size: number, inputShape: readonly number[], description: TargetDescription): readonly number[];
  /** Another shape that the output may be given: one score that stands for two classes. Null, or absent: there is none. */
  singleShape?(size: number, inputShape: readonly number[]): readonly number[] | null;
  /** The loss of each example, `[batch]`. */
  lose(batch: OutputBatch): Value;
  /** What the outputs stand for: probabilities or values. */
  predict(batch: Pick<OutputBatch, 'graph' | 'outputs' | 'loss' | 'options' | 'oneClass'>): Value;
  /** A number for each example that says how well it is predicted, `[batch]`: results are sorted by it. Absent: they have more to say. */
  score?(batch: OutputBatch): Value;
  /** How many numbers `count` gives. */
  countSize(size: number): number;
  /** What is counted in a batch: a vector (or one number) to be added up over batches, of which `measure` makes the metrics. */
  count(batch: OutputBatch): Value;
  /** @param sums the sums of `count` over a number of examples */
  measure(
    sums: readonly number[],
    examples: number,
    target: Pick<TrainedTarget, 'description' | 'size'>,
  ): MetricValues;
}
