import { describe, expect, it } from 'vitest';
import { NativeSession } from '../../main/trainer/engine/native-session';
import { secondImageNamed, type TargetDescription } from '../datasets/target-description';
import { OpGraph } from '../ops/op-graph';
import { identity, placeholder } from '../ops/variables';
import { augmentationSchema } from '../settings/training-settings';
import { trainedTarget } from '../targets/registry';
import { feedBatch, labelsOf } from './data-input';

/* Images whose pixels say their class, so that a mask that was moved in another way than its image is seen. */

const [BATCH, HEIGHT, WIDTH] = [80, 9, 8];
const CLASSES = ['a', 'b', 'c', 'd', 'e', 'f'];
const LEVEL = 40;
/** The class of each pixel; never the first, so that the first came from outside. */
const LABELS = Uint8Array.from({ length: BATCH * HEIGHT * WIDTH }, (_, at) => 1 + ((7 * at + (at >> 3)) % 5));
const PIXELS = LABELS.map((label) => label * LEVEL);

interface Trial {
  readonly imageFit?: 'crop' | undefined;
  readonly augmentation?: readonly object[];
  readonly inputShape?: readonly [number, number, number];
  readonly ignore?: number;
}

/** What the network and its loss are given of the batch. */
async function prepared({ imageFit, augmentation, inputShape = [6, 5, 1], ignore }: Trial) {
  const description: TargetDescription = { kind: 'mask', classNames: CLASSES, ...(ignore && { ignore }) };
  const target = trainedTarget(description, {});
  if (target === null) throw new Error('masks have a kind');
  const graph = new OpGraph();
  const seed = placeholder(graph, 'int32', [2]);
  const batch = feedBatch(graph, 'train', [HEIGHT, WIDTH, 1], {
    ...{ inputShape, imageFit, targets: [target] },
    ...(augmentation && {
      augmentation: {
        augmentations: augmentation.map((one) => augmentationSchema.parse(one)),
        ...{ seed, colors: null },
      },
    }),
  });
  const outputs = {
    examples: identity(graph, batch.examples),
    labels: identity(graph, labelsOf(batch, target)),
  };
  const session = await NativeSession.create(graph);
  try {
    const feeds = augmentation ? { ...batch.feeds, seed } : batch.feeds;
    const result = session.run(
      { inputs: feeds, outputs },
      {
        images: { dtype: 'uint8', shape: [BATCH, HEIGHT, WIDTH, 1], values: PIXELS },
        labels: { dtype: 'uint8', shape: [BATCH, HEIGHT, WIDTH], values: LABELS },
        ...(augmentation && { seed: { dtype: 'int32', shape: [2], values: Int32Array.of(3, 1) } }),
      },
    );
    return {
      classes: Array.from(result.examples?.values ?? [], (value) => Math.round((value * 255) / LEVEL)),
      labels: [...(result.labels?.values ?? [])],
      shape: result.labels?.shape,
    };
  } finally {
    session.dispose();
  }
}

const flip = { type: 'horizontalFlip', probability: 0.5 };
const shift = { type: 'randomCrop', padding: 2 };

describe('images and their masks are changed alike', () => {
  it.each<[string, Trial]>([
    ['cut at random', { imageFit: 'crop', augmentation: [] }],
    ['cut at random, flipped and shifted', { imageFit: 'crop', augmentation: [flip, shift] }],
    ['cut in an axis only', { imageFit: 'crop', augmentation: [flip], inputShape: [9, 5, 1] }],
    ['cut from the center', { imageFit: 'crop' }],
    ['flipped and shifted', { augmentation: [flip, shift], inputShape: [9, 8, 1] }],
  ])('%s', async (_name, trial) => {
    const { classes, labels, shape } = await prepared(trial);
    expect(shape).toEqual([BATCH, ...(trial.inputShape ?? [6, 5, 1]).slice(0, 2)]);
    expect(labels).toEqual(classes);
  });

  it('and what comes from outside does not count where pixels can be ignored', async () => {
    const { classes, labels } = await prepared({
      ...{ imageFit: 'crop', augmentation: [shift, flip], ignore: 255 },
    });
    expect(labels).toContain(255);
    expect(labels).toEqual(classes.map((one) => (one === 0 ? 255 : one)));
  });
});

it('resizes masks to classes that were there, never to what lies between two', async () => {
  const { labels, shape } = await prepared({ inputShape: [5, 11, 1] });
  expect(shape).toEqual([BATCH, 5, 11]);
  expect(labels.filter((label) => label < 1 || label > 5)).toEqual([]);
  // The pixel that covers the center of each new one.
  const expected = Array.from({ length: BATCH * 55 }, (_, at) => {
    const [image, row, column] = [Math.floor(at / 55), Math.floor((at % 55) / 11), at % 11];
    const [y, x] = [Math.floor(((row + 0.5) * HEIGHT) / 5), Math.floor(((column + 0.5) * WIDTH) / 11)];
    return LABELS[(image * HEIGHT + y) * WIDTH + x];
  });
  expect(labels).toEqual(expected);
});

/* Two masks of each image, one of which says of each pixel another class than the other, and a number before and behind them. */
describe('masks among several labels', () => {
  const pixels = HEIGHT * WIDTH;
  const number = (name: string) => ({
    name,
    target: { kind: 'numbers' as const, names: [name], mean: [0], deviation: [1] },
  });
  const description: TargetDescription = {
    kind: 'columns',
    columns: [
      number('before'),
      { name: 'first', target: { kind: 'mask', classNames: CLASSES, ignore: 255 } },
      number('behind'),
      { name: 'second', target: { kind: 'mask', classNames: CLASSES } },
    ],
  };

  function rows(): Uint8Array {
    const size = 8 + 2 * pixels;
    const bytes = new Uint8Array(BATCH * size);
    for (let row = 0; row < BATCH; row += 1) {
      bytes.set(new Uint8Array(Float32Array.of(row + 0.25, -row).buffer), row * size);
      const mask = LABELS.subarray(row * pixels, (row + 1) * pixels);
      bytes.set(mask, row * size + 8);
      bytes.set(
        mask.map((one) => 6 - one),
        row * size + 8 + pixels,
      );
    }
    return bytes;
  }

  it('are each moved with the image, and numbers stay what they are', async () => {
    const targets = ['first', 'second', 'before', 'behind'].flatMap(
      (name) => trainedTarget(description, {}, null, name) ?? [],
    );
    const graph = new OpGraph();
    const seed = placeholder(graph, 'int32', [2]);
    const augmentations = [flip, shift].map((one) => augmentationSchema.parse(one));
    const batch = feedBatch(graph, 'train', [HEIGHT, WIDTH, 1], {
      ...{ inputShape: [6, 5, 1], imageFit: 'crop', targets },
      augmentation: { augmentations, seed, colors: null },
    });
    const outputs = Object.fromEntries([
      ['examples', identity(graph, batch.examples)],
      ...targets.map((target) => [target.column?.name, identity(graph, labelsOf(batch, target))]),
    ]);
    const session = await NativeSession.create(graph);
    try {
      const result = session.run(
        { inputs: { ...batch.feeds, seed }, outputs },
        {
          images: { dtype: 'uint8', shape: [BATCH, HEIGHT, WIDTH, 1], values: PIXELS },
          labels: { dtype: 'uint8', shape: [BATCH, 8 + 2 * pixels], values: rows() },
          seed: { dtype: 'int32', shape: [2], values: Int32Array.of(3, 1) },
        },
      );
      const classes = Array.from(result.examples?.values ?? [], (value) => Math.round((value * 255) / LEVEL));
      expect(classes).toHaveLength(BATCH * 30);
      // What comes from outside does not count in one, and is of the first class in the other.
      expect([...(result.first?.values ?? [])]).toEqual(classes.map((one) => (one === 0 ? 255 : one)));
      expect([...(result.second?.values ?? [])]).toEqual(classes.map((one) => (one === 0 ? 0 : 6 - one)));
      expect(result.before).toMatchObject({ dtype: 'float32', shape: [BATCH, 1] });
      expect([...(result.before?.values ?? [])]).toEqual(
        Array.from({ length: BATCH }, (_, row) => row + 0.25),
      );
      expect([...(result.behind?.values ?? [])]).toEqual(Array.from({ length: BATCH }, (_, row) => -row));
    } finally {
      session.dispose();
    }
  });
});

/* The second image of each says the same classes as the first, twice as large and once more in another value. */
describe('second images that inputs take', () => {
  const description: TargetDescription = {
    kind: 'columns',
    columns: [
      { name: 'kind', target: { kind: 'class', classNames: CLASSES } },
      { name: 'near', target: { kind: 'image', channels: 1, scale: 1 } },
      { name: 'large', target: { kind: 'image', channels: 3, scale: 2 } },
    ],
  };
  const pixels = HEIGHT * WIDTH;
  const size = 4 + pixels + 12 * pixels;

  function rows(): Uint8Array {
    const bytes = new Uint8Array(BATCH * size);
    for (let row = 0; row < BATCH; row += 1) {
      const own = LABELS.subarray(row * pixels, (row + 1) * pixels);
      const large = Uint8Array.from({ length: 12 * pixels }, (_, at) => {
        const [y, x] = [Math.floor(at / (6 * WIDTH)), Math.floor(at / 3) % (2 * WIDTH)];
        return 30 * (own[(y >> 1) * WIDTH + (x >> 1)] ?? 0);
      });
      bytes.set(
        own.map((label) => label * 20),
        row * size + 4,
      );
      bytes.set(large, row * size + 4 + pixels);
    }
    return bytes;
  }

  it.each([
    ['as they are', undefined, []],
    ['cut at random, flipped and shifted', 'crop', [flip, shift]],
  ] as const)('are changed as the first image: %s', async (_name, imageFit, wanted) => {
    const target = trainedTarget(description, {});
    const named = ['near', 'large'].map((name) => secondImageNamed(description, name));
    const inputShape = imageFit === 'crop' ? [6, 5, 1] : [HEIGHT, WIDTH, 1];
    const [height = 0, width = 0] = inputShape;
    const seconds = named.flatMap((one, at) =>
      one === null
        ? []
        : [
            {
              ...{ path: `second${at}`, description: one.description, column: one.column ?? undefined },
              shape: at === 0 ? [height, width, 3] : [2 * height, 2 * width, 1],
            },
          ],
    );
    const graph = new OpGraph();
    const seed = placeholder(graph, 'int32', [2]);
    const augmentations = wanted.map((one) => augmentationSchema.parse(one));
    const batch = feedBatch(graph, 'train', [HEIGHT, WIDTH, 1], {
      ...{ inputShape, imageFit, targets: target === null ? [] : [target], seconds },
      augmentation: { augmentations, seed, colors: null },
    });
    const outputs = Object.fromEntries([
      ['examples', identity(graph, batch.examples)],
      ...[...(batch.seconds ?? [])].map(([path, value]) => [path, identity(graph, value)] as const),
    ]);
    const session = await NativeSession.create(graph);
    try {
      const result = session.run(
        { inputs: { ...batch.feeds, seed }, outputs },
        {
          images: { dtype: 'uint8', shape: [BATCH, HEIGHT, WIDTH, 1], values: PIXELS },
          labels: { dtype: 'uint8', shape: [BATCH, size], values: rows() },
          seed: { dtype: 'int32', shape: [2], values: Int32Array.of(3, 1) },
        },
      );
      const classesBy = (name: string, level: number) =>
        Array.from(result[name]?.values ?? [], (value) => Math.round((value * 255) / level));
      const classes = classesBy('examples', LEVEL);
      expect(classes).toHaveLength(BATCH * height * width);
      // Gray becomes color by repetition; color becomes gray.
      expect(classesBy('second0', 20)).toEqual(classes.flatMap((one) => [one, one, one]));
      expect(classesBy('second1', 30)).toEqual(
        Array.from({ length: BATCH * 4 * height * width }, (_, at) => {
          const [row, column] = [Math.floor(at / (2 * width)), at % (2 * width)];
          return classes[(row >> 1) * width + (column >> 1)];
        }),
      );
    } finally {
      session.dispose();
    }
  });
});
