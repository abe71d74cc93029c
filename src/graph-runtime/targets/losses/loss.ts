import type { OpGraph, Value } from '../../ops/op-graph';
import type { Text } from '../../text/text';

/** The names of losses in documents. They never change. */
export type LossId =
  | 'crossEntropy'
  | 'binaryCrossEntropy'
  | 'meanSquaredError'
  | 'meanAbsoluteError'
  | 'huber'
  | 'dice'
  | 'contrastive'
  | 'triplet';

/** Numbers that some losses want. */
export interface LossOptions {
  /** Share of the label that is spread over all classes. */
  readonly labelSmoothing: number;
  /** Up to this difference a Huber loss is quadratic, beyond it is linear. */
  readonly huberDelta: number;
  /** How far apart a contrastive or triplet loss wants images of different classes. */
  readonly margin: number;
  /** A class index whose places do not count; null: all do. */
  readonly ignored: number | null;
  /**
   * A factor for each class, in training; null: all count the same. Losses that compare classes multiply what a place of that class loses;
   * those that compare values multiply what a positive of that class loses.
   */
  readonly classWeights: readonly number[] | null;
}

/**
 * One loss, as one plain object in one file: settings, checks, lowering and help read it. It compares what a network gives with labels:
 *
 * - `values`: labels float32 of the same shape as what the network gives
 * - `classes`: labels int32, a class index where the network gives a vector of scores
 *
 * The loss of one class for each whole example is the output layer's own rule (`layers/loss.ts`): that one also knows single scores.
 */
export interface LossDefinition {
  readonly id: LossId;
  /** What Keras and PyTorch call it: for the search. Only the same loss of the same scores. */
  readonly otherNames: readonly string[];
  readonly label: Text;
  /** For the node card. */
  readonly shortForm: Text;
  readonly compares: 'values' | 'classes';
  /**
   * How near it can come to a right answer, from 0 to 1, with scores between `low` and `high`. Absent: limits are no matter in themselves.
   *
   * @param classes scores of an answer
   */
  reach?(low: number, high: number, classes: number): number;
  /** @returns the loss of each example, `[batch]`: the mean over all its values or places */
  lower(graph: OpGraph, outputs: Value, labels: Value, options: LossOptions): Value;
  /** What outputs stand for: probabilities where they are scores, else themselves. Of the same shape. */
  predict(graph: OpGraph, outputs: Value): Value;
  /** The same loss in other frameworks; null where there is none. */
  readonly code: {
    keras(options: LossCodeOptions): LossCode | null;
    pytorch(options: LossCodeOptions): LossCode | null;
  };
}

/** @example lossCode('nn.MSELoss()') */
export function lossCode(loss: string, call?: string): LossCode {
  return call === undefined ? { loss } : { loss, call };
}

/** What a line of code says of a loss. */
export interface LossCodeOptions extends Omit<LossOptions, 'classWeights'> {
  /** Whether classes are weighted: the code names the weights `class_weights`. */
  readonly isWeighted: boolean;
}

/** A loss in another framework's code. */
export interface LossCode {
  /** What makes it: `nn.MSELoss()`. */
  readonly loss: string;
  /** How it is called, where that is another way than with outputs and labels; the loss is called `criterion`. */
  readonly call?: string;
}
