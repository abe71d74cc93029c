import type { AugmentationStep } from '../../document/document';
import type { OpGraph, Value } from '../../ops/op-graph';
import type { PrincipalColors } from './principal-colors';

/** What one way to augment may use. Every random number depends on the run's seed, the step and the example's place in the batch. */
export interface AugmentationContext {
  readonly graph: OpGraph;
  /** `[height, width, channels]` of the images. */
  readonly imageShape: readonly [number, number, number];
  /** Uniform in [0, 1): `count` numbers for each example, each as float32 `[batch]`. */
  uniform(count: number): readonly Value[];
  /** Standard normal: `count` numbers for each example, each as float32 `[batch]`. */
  normal(count: number): readonly Value[];
  /** The principal components of the training images' colours. */
  readonly colors: PrincipalColors | null;
}

/** One way to change images at random. */
export interface AugmentationDefinition<S extends AugmentationStep = AugmentationStep> {
  readonly type: S['type'];
  /**
   * @param images float32 `[batch, height, width, channels]`, values in [0, 1]
   * @returns images of the same shape
   */
  apply(context: AugmentationContext, settings: S, images: Value): Value;
}
