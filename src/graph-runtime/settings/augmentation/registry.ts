import { integers } from '../../ops/constant';
import { add } from '../../ops/elementwise';
import { hashName } from '../../ops/hash';
import type { OpGraph, Value } from '../../ops/op-graph';
import { statelessNormal, statelessUniform } from '../../ops/random';
import type { KindSettings } from '../kind';
import type { AugmentationContext, AugmentationDefinition } from './augmentation';
import { brightness } from './brightness';
import { contrast } from './contrast';
import { horizontalFlip } from './horizontal-flip';
import { pcaColor } from './pca-color';
import { perExample } from './per-example';
import type { PrincipalColors } from './principal-colors';
import { randomCrop } from './random-crop';
import { randomErasing } from './random-erasing';
import { rotation } from './rotation';
import { transformImages } from './transform-images';

/** Every way to augment, in the order in which they are offered; a new one is its import and one more entry. */
export const augmentations = {
  randomCrop,
  horizontalFlip,
  rotation,
  brightness,
  contrast,
  pcaColor,
  randomErasing,
} as const;

/** One way to change an image at random before the network sees it, as a document has it. */
export type Augmentation = KindSettings<typeof augmentations>;

/** Whether it uses the principal components of the training images' colors. */
export function usesColors({ type }: Augmentation): boolean {
  const definition: AugmentationDefinition = augmentations[type];
  return definition.usesColors === true;
}

/** Masks that are augmented with their images. */
export interface AugmentedMasks {
  /** float32 `[batch, height, width, 1]`: classes */
  readonly values: Value;
  /** The class of what comes from outside of the image. */
  readonly outside: number;
}

/**
 * Changes images at random, by one augmentation after the other.
 *
 * @param images float32 `[batch, height, width, channels]`, values in [0, 1]
 * @param seed int32 `[2]`: run and step
 * @param masks what goes along with the pixels of the images, without being blended
 */
export function augment(
  graph: OpGraph,
  images: Value,
  wanted: readonly Augmentation[],
  seed: Value,
  colors: PrincipalColors | null,
  masks: readonly AugmentedMasks[] = [],
): { readonly images: Value; readonly masks: readonly Value[] } {
  if (wanted.length === 0) return { images, masks: masks.map(({ values }) => values) };
  const [, height, width, channels] = images.shape;
  if (!height || !width || !channels) throw new Error('only images of known size are augmented');
  let moved = masks;
  const transform: AugmentationContext['transform'] = (changed, map, like, interpolation) => {
    moved = moved.map(({ values, outside }) => {
      const fill = { fillValue: outside };
      return { outside, values: transformImages(graph, values, map, like, 'NEAREST', fill) };
    });
    return transformImages(graph, changed, map, like, interpolation);
  };
  const augmented = wanted.reduce((changed, settings, index) => {
    const name = `augment/${index}-${settings.type}`;
    return graph.scoped(name, () => {
      let draws = 0;
      const draw = (distribution: typeof statelessUniform) => (count: number) => {
        const key = add(graph, seed, integers(graph, [hashName(`${name}#${draws}`), 0]));
        draws += 1;
        return perExample(graph, distribution, images, count, key);
      };
      const context: AugmentationContext = {
        graph,
        imageShape: [height, width, channels],
        uniform: draw(statelessUniform),
        normal: draw(statelessNormal),
        transform,
        colors,
      };
      const definition: AugmentationDefinition = augmentations[settings.type];
      return definition.apply(context, settings, changed);
    });
  }, images);
  return { images: augmented, masks: moved.map(({ values }) => values) };
}
