import { describe, expect, it } from 'vitest';
import { NativeSession } from '../../main/trainer/engine/native-session';
import { OpGraph } from '../ops/op-graph';
import { identity, placeholder } from '../ops/variables';
import { centered, crop, cropSize } from './crop-images';

type Shape = readonly [batch: number, height: number, width: number, channels: number];

/** Every value is its own place, so that a part tells where it was cut. */
function places([batch, height, width, channels]: Shape): Float32Array {
  return Float32Array.from({ length: batch * height * width * channels }, (_, at) => at);
}

/** Crops natively. A step of null: the center. */
async function cropped(shape: Shape, size: readonly [number, number], step: number | null, seed = 7) {
  const graph = new OpGraph();
  const images = placeholder(graph, 'float32', [null, ...shape.slice(1)]);
  const key = placeholder(graph, 'int32', [2]);
  const result = identity(graph, crop(graph, images, size, step === null ? null : key));
  const session = await NativeSession.create(graph);
  try {
    const { parts } = session.run(
      { inputs: { images, ...(step !== null && { key }) }, outputs: { parts: result } },
      {
        images: { dtype: 'float32', shape: [...shape], values: places(shape) },
        ...(step !== null && { key: { dtype: 'int32', shape: [2], values: Int32Array.of(seed, step) } }),
      },
    );
    if (parts?.dtype !== 'float32') throw new Error('no images came back');
    expect(parts.shape).toEqual([shape[0], ...size, shape[3]]);
    return parts.values;
  } finally {
    session.dispose();
  }
}

/** Row and column at which each part was cut; fails where it is no part of its own image. */
function cutsOf(parts: Float32Array, shape: Shape, [rows, columns]: readonly [number, number]) {
  const [batch, height, width, channels] = shape;
  return Array.from({ length: batch }, (_, image) => {
    const part = parts.subarray(image * rows * columns * channels, (image + 1) * rows * columns * channels);
    const first = (part[0] ?? NaN) / channels - image * height * width;
    const [top, left] = [Math.floor(first / width), first % width];
    const expected = places([batch, height, width, channels]).filter((at) => {
      const pixel = Math.floor(at / channels) - image * height * width;
      const [row, column] = [Math.floor(pixel / width), pixel % width];
      return (
        pixel >= 0 &&
        pixel < height * width &&
        row >= top &&
        row < top + rows &&
        column >= left &&
        column < left + columns
      );
    });
    expect(part).toEqual(expected);
    return `${top},${left}`;
  });
}

describe('crop', () => {
  const shape: Shape = [300, 7, 6, 2];
  const size = [4, 5] as const;

  it('takes a part out of each image, at any place, all of them about as often', async () => {
    const cuts = cutsOf(await cropped(shape, size, 1), shape, size);
    const counts = new Map<string, number>();
    for (const cut of cuts) counts.set(cut, (counts.get(cut) ?? 0) + 1);
    // Four rows and two columns to begin at.
    expect([...counts.keys()].sort()).toEqual(['0,0', '0,1', '1,0', '1,1', '2,0', '2,1', '3,0', '3,1']);
    expect(Math.max(...counts.values())).toBeLessThan(75);
    expect(Math.min(...counts.values())).toBeGreaterThan(15);
  });

  it('repeats for the same seed and step, and differs for others', async () => {
    const first = await cropped(shape, size, 1);
    expect(await cropped(shape, size, 1)).toEqual(first);
    expect(await cropped(shape, size, 2)).not.toEqual(first);
    expect(await cropped(shape, size, 1, 8)).not.toEqual(first);
  });

  it('takes the center where nothing is random', async () => {
    const parts = await cropped([3, 7, 6, 2], size, null);
    // Three rows and one column are left over; torchvision: round(1.5) = 2, round(0.5) = 0.
    expect(new Set(cutsOf(parts, [3, 7, 6, 2], size))).toEqual(new Set(['2,0']));
  });
});

it('centers as torchvision does', () => {
  // int(round(room / 2.0)) in Python, which rounds halves to the even number.
  expect([0, 1, 2, 3, 4, 5, 6, 7, 32].map(centered)).toEqual([0, 0, 1, 2, 2, 2, 3, 4, 16]);
});

describe('cropSize', () => {
  it('is that of the input where the images are larger', () => {
    expect(cropSize([256, 256, 3], [224, 224, 3], 'crop')).toEqual([224, 224]);
    expect(cropSize([256, 224, 3], [224, 224, 1], 'crop')).toEqual([224, 224]);
  });

  it('is none where they are not, or are to be resized, or are no images', () => {
    expect(cropSize([256, 256, 3], [224, 224, 3], undefined)).toBeNull();
    expect(cropSize([256, 256, 3], [224, 224, 3], 'resize')).toBeNull();
    expect(cropSize([224, 224, 3], [224, 224, 3], 'crop')).toBeNull();
    expect(cropSize([256, 200, 3], [224, 224, 3], 'crop')).toBeNull();
    expect(cropSize([13], [224, 224, 3], 'crop')).toBeNull();
    expect(cropSize([28, 28, 1], [784], 'crop')).toBeNull();
  });
});
