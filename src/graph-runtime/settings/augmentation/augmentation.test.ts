import { describe, expect, it } from 'vitest';
import { NativeSession } from '../../../main/trainer/engine/native-session';
import { type Augmentation, augmentationSchema } from '../../document/document';
import { OpGraph } from '../../ops/op-graph';
import { identity, placeholder } from '../../ops/variables';
import { type PrincipalColors, principalColors } from './principal-colors';
import { augment } from './registry';

type Shape = readonly [batch: number, height: number, width: number, channels: number];

interface Options {
  readonly seed?: number;
  readonly step?: number;
  readonly colors?: PrincipalColors;
}

/** Augments images natively; values `[batch, height, width, channels]`, row-major. */
async function run(
  wanted: readonly object[],
  shape: Shape,
  values: Float32Array,
  { seed = 7, step = 1, colors }: Options = {},
): Promise<Float32Array> {
  const graph = new OpGraph();
  const images = placeholder(graph, 'float32', [null, ...shape.slice(1)]);
  const key = placeholder(graph, 'int32', [2]);
  const parsed: readonly Augmentation[] = wanted.map((one) => augmentationSchema.parse(one));
  const changed = identity(graph, augment(graph, images, parsed, key, colors ?? null).images);
  const session = await NativeSession.create(graph);
  try {
    const result = session.run(
      { inputs: { images, key }, outputs: { changed } },
      {
        images: { dtype: 'float32', shape: [...shape], values },
        key: { dtype: 'int32', shape: [2], values: Int32Array.of(seed, step) },
      },
    ).changed;
    expect(result?.shape).toEqual(shape);
    if (result?.dtype !== 'float32') throw new Error('no images came back');
    return result.values;
  } finally {
    session.dispose();
  }
}

/** Values that differ from pixel to pixel and image to image, between 0.1 and 0.9. */
function ramp([batch, height, width, channels]: Shape): Float32Array {
  const count = batch * height * width * channels;
  return Float32Array.from({ length: count }, (_, index) => 0.1 + (0.8 * ((index * 37) % count)) / count);
}

/** One image out of a batch as rows of pixels (of its first channel). */
function rowsOf(values: Float32Array, [, height, width, channels]: Shape, image: number): number[][] {
  return Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_, x) => values[((image * height + y) * width + x) * channels] ?? NaN),
  );
}

const indices = (count: number) => Array.from({ length: count }, (_, index) => index);

describe('randomCrop', () => {
  const shape: Shape = [200, 5, 6, 1];

  it('shifts each image by whole pixels, at most by the padding, and fills with zeros', async () => {
    const before = ramp(shape);
    const after = await run([{ type: 'randomCrop', padding: 2 }], shape, before);
    const shifts = new Map<string, number>();
    for (const image of indices(200)) {
      const [old, now] = [rowsOf(before, shape, image), rowsOf(after, shape, image)];
      const shift = indices(25)
        .map((place) => [(place % 5) - 2, Math.floor(place / 5) - 2] as const)
        .find(([x, y]) =>
          now.every((row, v) => row.every((value, u) => value === (old[v + y]?.[u + x] ?? 0))),
        );
      expect(shift, `image ${image}`).toBeDefined();
      shifts.set(`${shift}`, (shifts.get(`${shift}`) ?? 0) + 1);
    }
    // Every one of the 25 places occurs, none of them in more than a seventh of the images.
    expect(shifts.size).toBe(25);
    expect(Math.max(...shifts.values())).toBeLessThan(200 / 7);
  });
});

describe('horizontalFlip', () => {
  const shape: Shape = [100, 3, 4, 2];

  it('mirrors about half of the images, all channels alike', async () => {
    const before = ramp(shape);
    const after = await run([{ type: 'horizontalFlip' }], shape, before);
    const flipped = indices(100).filter((image) => {
      const [old, now] = [rowsOf(before, shape, image), rowsOf(after, shape, image)];
      const mirrored = old.map((row) => [...row].reverse());
      expect([JSON.stringify(old), JSON.stringify(mirrored)]).toContain(JSON.stringify(now));
      return JSON.stringify(now) === JSON.stringify(mirrored);
    });
    expect(flipped.length).toBeGreaterThan(30);
    expect(flipped.length).toBeLessThan(70);
  });

  it('mirrors all or none when set so', async () => {
    const before = ramp(shape);
    expect(await run([{ type: 'horizontalFlip', probability: 0 }], shape, before)).toEqual(before);
    const twice = [
      { type: 'horizontalFlip', probability: 1 },
      { type: 'horizontalFlip', probability: 1 },
    ];
    expect(await run(twice, shape, before)).toEqual(before);
  });
});

describe('rotation', () => {
  it('turns about the center', async () => {
    const shape: Shape = [64, 5, 5, 1];
    const before = Float32Array.from({ length: 64 * 25 }, (_, index) => (index % 25 === 14 ? 1 : 0));
    const after = await run([{ type: 'rotation', degrees: 180 }], shape, before);
    const angles = indices(64).map((image) => {
      const rows = rowsOf(after, shape, image);
      const total = rows.flat().reduce((sum, value) => sum + value, 0);
      const x =
        rows.flatMap((row) => row.map((value, u) => value * (u - 2))).reduce((a, b) => a + b, 0) / total;
      const y =
        rows.flatMap((row, v) => row.map((value) => value * (v - 2))).reduce((a, b) => a + b, 0) / total;
      // The bright pixel was two to the right of the center; bilinear weights spread it a little.
      expect(Math.hypot(x, y)).toBeGreaterThan(1.2);
      expect(Math.hypot(x, y)).toBeLessThan(2.3);
      return Math.atan2(y, x);
    });
    for (const quarter of [-Math.PI, -Math.PI / 2, 0, Math.PI / 2]) {
      expect(angles.some((angle) => angle >= quarter && angle < quarter + Math.PI / 2)).toBe(true);
    }
  });

  it('leaves images alone at no angle', async () => {
    const shape: Shape = [3, 4, 7, 1];
    const before = ramp(shape);
    const after = await run([{ type: 'rotation', degrees: 0 }], shape, before);
    after.forEach((value, index) => {
      expect(value).toBeCloseTo(before[index] ?? NaN, 5);
    });
  });
});

describe('brightness, contrast and color', () => {
  const shape: Shape = [50, 4, 4, 3];

  it('adds one number to all values of an image', async () => {
    const before = ramp(shape).map((value) => 0.3 + value / 3);
    const after = await run([{ type: 'brightness', amount: 0.2 }], shape, before);
    const shifts = indices(50).map((image) => {
      const difference = (index: number) =>
        (after[image * 48 + index] ?? 0) - (before[image * 48 + index] ?? 0);
      for (const index of indices(48)) expect(difference(index)).toBeCloseTo(difference(0), 5);
      expect(Math.abs(difference(0))).toBeLessThanOrEqual(0.2 + 1e-6);
      return difference(0);
    });
    expect(Math.min(...shifts)).toBeLessThan(-0.05);
    expect(Math.max(...shifts)).toBeGreaterThan(0.05);
  });

  it('scales distances from the mean of an image', async () => {
    const before = ramp(shape).map((value) => 0.3 + value / 3);
    const after = await run([{ type: 'contrast', amount: 0.5 }], shape, before);
    const middle = (values: Float32Array, image: number) =>
      values.subarray(image * 48, image * 48 + 48).reduce((sum, value) => sum + value, 0) / 48;
    for (const image of indices(50)) {
      const [old, now] = [middle(before, image), middle(after, image)];
      expect(now).toBeCloseTo(old, 5);
      const factor = ((after[image * 48] ?? 0) - now) / ((before[image * 48] ?? 0) - old);
      expect(factor).toBeGreaterThan(0.499);
      expect(factor).toBeLessThan(1.501);
      const other = ((after[image * 48 + 7] ?? 0) - now) / ((before[image * 48 + 7] ?? 0) - old);
      expect(other).toBeCloseTo(factor, 2);
    }
  });

  it('shifts colors along their principal components', async () => {
    const colors: PrincipalColors = [
      { variance: 0.5, direction: [0.6, 0.8, 0] },
      { variance: 0, direction: [-0.8, 0.6, 0] },
      { variance: 0, direction: [0, 0, 1] },
    ];
    const before = ramp(shape).map((value) => 0.4 + value / 5);
    const after = await run([{ type: 'pcaColor', deviation: 0.1 }], shape, before, { colors });
    const shifts = indices(50).map((image) => {
      const [red = 0, green = 0, blue = 0] = indices(3).map(
        (channel) => (after[image * 48 + channel] ?? 0) - (before[image * 48 + channel] ?? 0),
      );
      expect(red * 0.8).toBeCloseTo(green * 0.6, 5);
      expect(blue).toBeCloseTo(0, 6);
      return red / 0.6;
    });
    const deviation = Math.sqrt(shifts.reduce((sum, shift) => sum + shift * shift, 0) / 50);
    expect(deviation).toBeGreaterThan(0.03);
    expect(deviation).toBeLessThan(0.075);
  });

  it('needs to know the colors', async () => {
    await expect(run([{ type: 'pcaColor' }], shape, ramp(shape))).rejects.toThrow('colors');
  });
});

describe('randomErasing', () => {
  it('makes a rectangle gray whose area and aspect are as asked', async () => {
    const shape: Shape = [100, 20, 20, 1];
    const before = ramp(shape);
    const settings = { type: 'randomErasing', probability: 0.5, minimumArea: 0.1, maximumArea: 0.3 };
    const after = await run([settings], shape, before);
    const areas = indices(100).flatMap((image) => {
      const [old, now] = [rowsOf(before, shape, image), rowsOf(after, shape, image)];
      const cells = now.flatMap((row, y) =>
        row.flatMap((value, x) => (value === old[y]?.[x] ? [] : [{ value, x, y }])),
      );
      if (cells.length === 0) return [];
      const [xs, ys] = [cells.map(({ x }) => x), cells.map(({ y }) => y)];
      const width = Math.max(...xs) - Math.min(...xs) + 1;
      const height = Math.max(...ys) - Math.min(...ys) + 1;
      expect(cells.every(({ value }) => value === 0.5)).toBe(true);
      expect(cells.length).toBe(width * height);
      return [(width * height) / 400];
    });
    expect(areas.length).toBeGreaterThan(30);
    expect(areas.length).toBeLessThan(70);
    expect(Math.min(...areas)).toBeGreaterThan(0.06);
    expect(Math.max(...areas)).toBeLessThanOrEqual(0.3);
  });
});

describe('augmentation', () => {
  const shape: Shape = [8, 6, 6, 1];
  const all = [
    { type: 'randomCrop', padding: 1 },
    { type: 'horizontalFlip' },
    { type: 'rotation' },
    { type: 'brightness' },
    { type: 'contrast' },
    { type: 'pcaColor' },
    { type: 'randomErasing' },
  ];
  const colors = principalColors(
    Uint8Array.from({ length: 100 }, (_, index) => index * 2),
    1,
  );

  it('repeats for the same seed and step, and differs for others', async () => {
    const before = ramp(shape);
    const first = await run(all, shape, before, { colors });
    expect(await run(all, shape, before, { colors })).toEqual(first);
    expect(await run(all, shape, before, { colors, step: 2 })).not.toEqual(first);
    expect(await run(all, shape, before, { colors, seed: 8 })).not.toEqual(first);
    expect(Math.min(...first)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...first)).toBeLessThanOrEqual(1);
  });
});

describe('principalColors', () => {
  it('finds the direction colors vary along, and the variance there', () => {
    // Gray values: red = green = blue, so all variance lies along (1, 1, 1) / sqrt(3).
    const bytes = Uint8Array.from({ length: 3 * 256 }, (_, index) => Math.floor(index / 3));
    const [first, second, third] = principalColors(bytes, 3);
    const variance = (256 ** 2 - 1) / 12 / 255 ** 2;
    expect(first?.variance).toBeCloseTo(3 * variance, 6);
    for (const share of first?.direction ?? []) expect(Math.abs(share)).toBeCloseTo(1 / Math.sqrt(3), 6);
    expect(second?.variance).toBeCloseTo(0, 6);
    expect(third?.variance).toBeCloseTo(0, 6);
  });

  it('takes independent channels apart', () => {
    const bytes = Uint8Array.from({ length: 2 * 4096 }, (_, index) =>
      index % 2 === 0 ? (Math.floor(index / 2) % 64) * 4 : Math.floor(index / 128) * 2,
    );
    const [first, second] = principalColors(bytes, 2);
    expect(Math.abs(first?.direction[0] ?? 0)).toBeCloseTo(1, 6);
    expect(first?.variance ?? 0).toBeGreaterThan(3 * (second?.variance ?? 0));
  });
});

describe('masks', () => {
  it('are moved as their images are, without being blended; what comes from outside has its own class', async () => {
    const shape: Shape = [60, 6, 7, 1];
    const graph = new OpGraph();
    const images = placeholder(graph, 'float32', [null, ...shape.slice(1)]);
    const key = placeholder(graph, 'int32', [2]);
    const wanted = [
      { type: 'randomCrop', padding: 2 },
      { type: 'horizontalFlip', probability: 0.5 },
    ].map((one) => augmentationSchema.parse(one));
    const given = [
      { values: images, outside: 255 },
      { values: images, outside: 9 },
    ];
    const { images: changed, labels: changedMasks } = augment(graph, images, wanted, key, null, given);
    const [masks, others] = changedMasks;
    const rotation = [augmentationSchema.parse({ type: 'rotation', degrees: 90 })];
    const [turned] = augment(graph, images, rotation, key, null, given.slice(0, 1)).labels;
    if (masks === undefined || others === undefined || turned === undefined)
      throw new Error('the masks are gone');
    const outputs = { images: identity(graph, changed), masks: identity(graph, masks), others, turned };
    const session = await NativeSession.create(graph);
    try {
      // No pixel is 0, so that what is 0 afterwards came from outside.
      const values = Float32Array.from({ length: 60 * 42 }, (_, index) => 1 + (index % 5));
      const result = session.run(
        { inputs: { images, key }, outputs },
        {
          images: { dtype: 'float32', shape: [...shape], values },
          key: { dtype: 'int32', shape: [2], values: Int32Array.of(7, 1) },
        },
      );
      const moved = result.masks?.values ?? new Float32Array();
      expect(Array.from(moved, (value) => (value === 255 ? 0 : value))).toEqual([
        ...(result.images?.values ?? []),
      ]);
      expect(moved).toContain(255);
      expect([...(result.others?.values ?? [])]).toEqual(
        Array.from(moved, (value) => (value === 255 ? 9 : value)),
      );
      expect(new Set(result.turned?.values)).toEqual(new Set([1, 2, 3, 4, 5, 255]));
    } finally {
      session.dispose();
    }
  });
});
