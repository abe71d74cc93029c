import { attr } from '../../ops/attributes';
import { integers, scalar } from '../../ops/constant';
import { add, multiply } from '../../ops/elementwise';
import { type OpGraph, staticSize, type Value } from '../../ops/op-graph';
import { zerosLike } from '../../ops/shape';
import { packLast } from '../../ops/slicing';

/**
 * Where each pixel (x, y) of the new image takes its value from in the old one: (a x + b y + c, d x + e y + f). Each entry float32
 * `[batch]`, or one number for all.
 */
export interface PixelMap {
  readonly a: Value | number;
  readonly b: Value | number;
  readonly c: Value | number;
  readonly d: Value | number;
  readonly e: Value | number;
  readonly f: Value | number;
}

/**
 * The same map of an image that shows the same, `scale` times as high and wide. Pixels of the larger one lie between those of the smaller one:
 * their centers, not their corners, are at whole numbers.
 */
export function scaledMap(graph: OpGraph, map: PixelMap, scale: number): PixelMap {
  if (scale === 1) return map;
  const between = (scale - 1) / 2;
  const shifted = (x: Value | number, y: Value | number, offset: Value | number) =>
    plus(graph, times(graph, offset, scale), plus(graph, times(graph, plus(graph, x, y), -between), between));
  return { ...map, c: shifted(map.a, map.b, map.c), f: shifted(map.d, map.e, map.f) };
}

function plus(graph: OpGraph, one: Value | number, other: Value | number): Value | number {
  if (typeof one === 'number' && typeof other === 'number') return one + other;
  const [first, second] = [one, other].map((entry) =>
    typeof entry === 'number' ? scalar(graph, entry) : entry,
  );
  if (first === undefined || second === undefined) throw new Error('there are two');
  return typeof one === 'number' ? add(graph, second, first) : add(graph, first, second);
}

function times(graph: OpGraph, entry: Value | number, factor: number): Value | number {
  return typeof entry === 'number' ? entry * factor : multiply(graph, entry, scalar(graph, factor));
}

export interface TransformOptions {
  /** Height and width of the new images; absent: as they are. */
  readonly newSize?: readonly [height: number, width: number];
  /** What comes from outside of the image; absent: zero. */
  readonly fillValue?: number;
}

/**
 * Moves the pixels of every image by its own map.
 *
 * @param images float32 `[batch, height, width, channels]`
 * @param like float32 `[batch]`, any values: it determines how many maps there are
 */
export function transformImages(
  graph: OpGraph,
  images: Value,
  map: PixelMap,
  like: Value,
  interpolation: 'NEAREST' | 'BILINEAR',
  { newSize, fillValue = 0 }: TransformOptions = {},
): Value {
  const zeros = zerosLike(graph, like);
  const column = (entry: Value | number): Value =>
    typeof entry === 'number'
      ? graph.value(
          'AddV2',
          [zeros, scalar(graph, entry)],
          { T: attr.type('float32') },
          'float32',
          like.shape,
        )
      : entry;
  const transforms = packLast(graph, [map.a, map.b, map.c, map.d, map.e, map.f, 0, 0].map(column));
  const [height, width] = newSize ?? [staticSize(images, 1), staticSize(images, 2)];
  const size = integers(graph, [height, width]);
  const attributes = {
    dtype: attr.type('float32'),
    interpolation: attr.string(interpolation),
    fill_mode: attr.string('CONSTANT'),
  };
  const inputs = [images, transforms, size, scalar(graph, fillValue)];
  const shape = [images.shape[0] ?? null, height, width, images.shape[3] ?? null];
  return graph.value('ImageProjectiveTransformV3', inputs, attributes, 'float32', shape);
}
