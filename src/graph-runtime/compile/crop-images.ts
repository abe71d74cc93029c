import type { TrainingSettings } from '../document/document';
import { integers, scalar } from '../ops/constant';
import { add, floor, multiply } from '../ops/elementwise';
import { hashName } from '../ops/hash';
import { type OpGraph, staticSize, type Value } from '../ops/op-graph';
import { statelessUniform } from '../ops/random';
import { slice } from '../ops/slicing';
import { perExample } from '../settings/augmentation/per-example';
import { scaledMap, transformImages } from '../settings/augmentation/transform-images';

/**
 * The height and width that stored images are cropped to; null where they are not.
 *
 * @param stored `[height, width, channels]` of the data set's images
 * @param wanted shape of the network's input
 */
export function cropSize(
  stored: readonly (number | null)[],
  wanted: readonly number[],
  imageFit: TrainingSettings['imageFit'],
): readonly [height: number, width: number] | null {
  const [storedHeight, storedWidth] = stored;
  const [height, width] = wanted;
  if (imageFit !== 'crop' || stored.length !== 3 || wanted.length !== 3) return null;
  if (!storedHeight || !storedWidth || height === undefined || width === undefined) return null;
  if (storedHeight < height || storedWidth < width) return null;
  return storedHeight === height && storedWidth === width ? null : [height, width];
}

/**
 * A part of each image: of every image another one, drawn by seed and step, or the center of all.
 *
 * @param images float32 `[batch, height, width, channels]`, no smaller than `size`
 * @param seed int32 `[2]`: run and step; null: the center
 */
export function crop(
  graph: OpGraph,
  images: Value,
  size: readonly [height: number, width: number],
  seed: Value | null,
): Value {
  const [cropped] = cropTogether(graph, [{ values: images }], size, seed);
  return cropped ?? images;
}

/** What is cropped with images: values `[batch, scale * height, scale * width, channels]`. */
interface CroppedValues {
  readonly values: Value;
  /** How many times as high and wide as the images they are; absent: as large. */
  readonly scale?: number;
}

/** As `crop`, of several values of the same images: the same part of each. */
export function cropTogether(
  graph: OpGraph,
  all: readonly CroppedValues[],
  size: readonly [height: number, width: number],
  seed: Value | null,
): readonly Value[] {
  const [images] = all;
  if (images === undefined) return [];
  const [height, width] = size;
  const [down, right] = [staticSize(images.values, 1) - height, staticSize(images.values, 2) - width];
  if (seed === null) {
    return all.map(({ values, scale = 1 }) => {
      const begin = [0, scale * centered(down), scale * centered(right), 0];
      return slice(graph, values, begin, [null, scale * height, scale * width, null]);
    });
  }
  return graph.scoped('crop', () => {
    const key = add(graph, seed, integers(graph, [hashName('crop'), 0]));
    const [shareX, shareY] = perExample(graph, statelessUniform, images.values, 2, key);
    if (shareX === undefined || shareY === undefined) throw new Error('two numbers were drawn');
    const place = (share: Value, room: number) =>
      floor(graph, multiply(graph, share, scalar(graph, room + 1)));
    const map = { a: 1, b: 0, c: place(shareX, right), d: 0, e: 1, f: place(shareY, down) };
    return all.map(({ values, scale = 1 }) =>
      transformImages(graph, values, scaledMap(graph, map, scale), shareX, 'NEAREST', {
        newSize: [scale * height, scale * width],
      }),
    );
  });
}

/** The first of the cells in the middle, where `room` cells are left over. Halves go to the even number, as in torchvision's `CenterCrop`. */
export function centered(room: number): number {
  const before = Math.floor(room / 2);
  return room % 2 === 0 ? before : before + (before % 2);
}
