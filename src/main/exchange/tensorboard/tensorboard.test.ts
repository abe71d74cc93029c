import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { SavedCurves } from '../../../contract/contract';
import { filterPicture } from './filter-picture';
import { crc32c } from './masked-checksum';
import { readEventFile } from './testing/read-events';
import { isEventFolder, writeEventFiles } from './write-event-files';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'netloom-tensorboard-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

// RFC 3720, appendix B.4.
it.each([
  [new Array(32).fill(0), 0x8a9136aa],
  [new Array(32).fill(0xff), 0x62a8ab43],
  [Array.from({ length: 32 }, (_, at) => at), 0x46dd794e],
])('computes the checksums of the standard', (bytes, checksum) => {
  expect(crc32c(Uint8Array.from(bytes))).toBe(checksum);
});

const curves: SavedCurves = {
  points: [
    { step: 1, epoch: 1, loss: 2.5, accuracy: 0.25, trainingSeconds: 0.5, learningRate: 0.125 },
    { step: 4, epoch: 1, loss: Number.NaN, metrics: { meanAbsoluteError: 3 }, trainingSeconds: 1 },
  ],
  epochs: [
    { epoch: 1, trainLoss: 2, trainAccuracy: 0.5, testLoss: 3, seconds: 1, examplesPerSecond: 64 },
    { epoch: 2, trainLoss: 1, validationLoss: 1.5, testLoss: 2, seconds: 1, examplesPerSecond: 64 },
  ],
  health: [
    {
      ...{ step: 4, epoch: 1 },
      weights: [
        {
          ...{ name: 'conv1/kernel', weightNorm: 2, gradientNorm: 0.5, updateNorm: 0.25 },
          values: { minimum: -1, maximum: 1, counts: [3, 5] },
        },
      ],
      activations: [{ path: 'relu1', mean: 1, deviation: 0.5, deadShare: 0.25 }],
    },
  ],
};

it('writes each number of the curves under its step, in the folder of its part', async () => {
  const path = join(folder, 'run');
  const constant = { minimum: 7, maximum: 7, counts: [2, 0, 0] };
  await writeEventFiles(path, {
    ...{ curves, startedAt: 1_000_000 },
    final: { step: 8, seconds: 2, values: [{ kind: 'histogram', tag: 'bias/final', histogram: constant }] },
  });
  expect((await readdir(path)).sort()).toEqual(['test', 'train', 'validation']);
  const eventsOf = (part: string) => readEventFile(join(path, part, 'events.out.tfevents.1000.netloom'));
  const scalarsOf = (part: string) =>
    eventsOf(part).flatMap(({ step, values }) =>
      values.flatMap(({ tag, scalar }) => (scalar === undefined ? [] : [[tag, step, scalar]])),
    );
  expect(eventsOf('train')[0]).toMatchObject({ fileVersion: 'brain.Event:2', wallTime: 1_000.5 });
  expect(scalarsOf('train')).toEqual([
    ['batch_loss', 1, 2.5],
    ['batch_accuracy', 1, 0.25],
    ['batch_learning_rate', 1, 0.125],
    ['batch_loss', 4, Number.NaN],
    ['batch_mean_absolute_error', 4, 3],
    ['conv1/kernel/weight_norm', 4, 2],
    ['conv1/kernel/gradient_norm', 4, 0.5],
    ['conv1/kernel/update_norm', 4, 0.25],
    ['relu1/output_mean', 4, 1],
    ['relu1/output_standard_deviation', 4, 0.5],
    ['relu1/dead_units', 4, 0.25],
    ['epoch_loss', 1, 2],
    ['epoch_accuracy', 1, 0.5],
    ['epoch_examples_per_second', 1, 64],
    ['epoch_loss', 2, 1],
    ['epoch_examples_per_second', 2, 64],
  ]);
  expect(scalarsOf('validation')).toEqual([['epoch_loss', 2, 1.5]]);
  expect(scalarsOf('test')).toEqual([
    ['epoch_loss', 1, 3],
    ['epoch_loss', 2, 2],
  ]);
  const histograms = eventsOf('train').flatMap(({ values }) => values.filter(({ counts }) => counts));
  expect(histograms).toEqual([
    { tag: 'conv1/kernel', counts: [3, 5] },
    { tag: 'bias/final', counts: [2] },
  ]);
});

it('knows its own folders from those of somebody else', async () => {
  const path = join(folder, 'run');
  await writeEventFiles(path, { curves, startedAt: 0, final: { step: 0, seconds: 0, values: [] } });
  expect(await isEventFolder(path)).toBe(true);
  await writeFile(join(path, 'train', 'notes.txt'), 'mine');
  expect(await isEventFolder(path)).toBe(false);
  await mkdir(join(folder, 'photos'));
  await writeFile(join(folder, 'photos', 'cat.jpg'), '');
  expect(await isEventFolder(join(folder, 'photos'))).toBe(false);
});

it('draws filters of images: zero gray, the largest weight white, its opposite black', () => {
  // 2 x 1 pixels, one channel, two filters: (1, -1) and (0, 0.5).
  const picture = filterPicture(Float32Array.of(1, 0, -1, 0.5), [2, 1, 1, 2]);
  if (picture === null) throw new Error('there is no picture');
  const png = PNG.sync.read(Buffer.from(picture.png));
  expect([png.width, png.height]).toEqual([picture.width, picture.height]);
  const at = (x: number, y: number) => png.data[4 * (y * png.width + x)];
  // 12 pixels for one, a line between filters.
  expect([at(0, 0), at(1, 1), at(1, 13), at(14, 1), at(14, 13)]).toEqual([255, 255, 1, 128, 192]);
  expect(filterPicture(new Float32Array(8), [1, 1, 4, 2])).toBeNull();
  expect(filterPicture(new Float32Array(8), [4, 2])).toBeNull();
});
