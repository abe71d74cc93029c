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
import { scaledMap, transformImages } from './transform-images';

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

/** Labels that are augmented with their images. */
export interface AugmentedLabels {
  /** float32 `[batch, height, width, 1]`: classes; or images `[batch, scale * height, scale * width, channels]`. */
  readonly values: Value;
  /** The class of what comes from outside of the image. */
  readonly outside: number;
  /** Of images: how many times as large as the examples they are; absent: they are classes. */
  readonly scale?: number;
}

/**
 * Changes images at random, by one augmentation after the other.
 *
 * @param images float32 `[batch, height, width, channels]`, values in [0, 1]
 * @param seed int32 `[2]`: run and step
 * @param labels what goes along with the pixels of the images: classes without being blended, images as the images themselves; colors stay
 */
export function augment(
  graph: OpGraph,
  images: Value,
  wanted: readonly Augmentation[],
  seed: Value,
  colors: PrincipalColors | null,
  labels: readonly AugmentedLabels[] = [],
): { readonly images: Value; readonly labels: readonly Value[] } {
  if (wanted.length === 0) return { images, labels: labels.map(({ values }) => values) };
  const [, height, width, channels] = images.shape;
  if (!height || !width || !channels) throw new Error('only images of known size are augmented');
  let moved = labels;
  const transform: AugmentationContext['transform'] = (changed, map, like, interpolation) => {
    moved = moved.map((one) => {
      const { values, outside, scale } = one;
      const after =
        scale === undefined
          ? transformImages(graph, values, map, like, 'NEAREST', { fillValue: outside })
          : transformImages(graph, values, scaledMap(graph, map, scale), like, interpolation);
      return { ...one, values: after };
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
  return { images: augmented, labels: moved.map(({ values }) => values) };
}
