import type { OpGraph, Value } from '../../ops/op-graph';
import type { SettingFields, ValuesOf } from '../field';
import type { KindDefinition } from '../kind';
import type { PrincipalColors } from './principal-colors';
import type { PixelMap } from './transform-images';

/** What one way to augment may use. Every random number depends on the run's seed, the step and the example's place in the batch. */
export interface AugmentationContext {
  readonly graph: OpGraph;
  /** `[height, width, channels]` of the images. */
  readonly imageShape: readonly [number, number, number];
  /** Uniform in [0, 1): `count` numbers for each example, each as float32 `[batch]`. */
  uniform(count: number): readonly Value[];
  /** Standard normal: `count` numbers for each example, each as float32 `[batch]`. */
  normal(count: number): readonly Value[];
  /**
   * Moves the pixels of every image by its own map; masks, where there are any, go along.
   *
   * @param like float32 `[batch]`, any values: it determines how many maps there are
   */
  transform(images: Value, map: PixelMap, like: Value, interpolation: 'NEAREST' | 'BILINEAR'): Value;
  /** The principal components of the training images' colors; null where no augmentation `usesColors`. */
  readonly colors: PrincipalColors | null;
}

/** One way to change images at random, as one plain object in one file: document, forms, comparison and training read it. */
export interface AugmentationDefinition<T extends string = string, F extends SettingFields = SettingFields>
  extends KindDefinition<T, F> {
  /** It uses the principal components of the training images' colors, which are computed only then. */
  readonly usesColors?: true;
  /** The field of value 0 that keeps it from changing any image; null: none. Absent: no field can. */
  idleKey?(settings: ValuesOf<F>): (keyof F & string) | null;
  /**
   * @param images float32 `[batch, height, width, channels]`, values in [0, 1]
   * @returns images of the same shape
   */
  apply(context: AugmentationContext, settings: ValuesOf<F>, images: Value): Value;
}

/** Keeps the types of the fields, and has the compiler hold `apply` against them. */
export function defineAugmentation<const T extends string, F extends SettingFields>(
  definition: AugmentationDefinition<T, F>,
): AugmentationDefinition<T, F> {
  return definition;
}
