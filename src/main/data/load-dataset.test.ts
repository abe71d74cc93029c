import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findDataset, listDatasets } from './dataset-catalog';
import { IdxFormatError, parseIdx } from './idx';
import { loadDataset } from './load-dataset';

const SHIPPED = join(process.cwd(), 'resources', 'datasets');

function idx(shape: readonly number[], values: readonly number[]): Uint8Array {
  const header = new DataView(new ArrayBuffer(4 + 4 * shape.length));
  header.setUint8(2, 8);
  header.setUint8(3, shape.length);
  shape.forEach((size, axis) => {
    header.setUint32(4 + 4 * axis, size);
  });
  return Uint8Array.from([...new Uint8Array(header.buffer), ...values]);
}

/** Two training images and one test image of 2 × 2 pixels, in two classes. */
const sound = {
  'train-images.gz': idx([2, 2, 2], [1, 2, 3, 4, 5, 6, 7, 8]),
  'train-labels.gz': idx([2], [0, 1]),
  'test-images.gz': idx([1, 2, 2], [9, 9, 9, 9]),
  'test-labels.gz': idx([1], [1]),
};

describe('data sets', () => {
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'netloom-data-'));
  });
  afterEach(() => rm(root, { recursive: true }));
  const roots = () => ({ shipped: root, user: join(root, 'none') });

  /** Writes a data set of those files, each packed, described as they are unless `description` says otherwise. */
  async function install(
    files: Record<string, Uint8Array>,
    description: Record<string, unknown> = {},
    damage: Record<string, Uint8Array> = {},
  ) {
    const folder = join(root, 'tiny');
    await mkdir(folder);
    const part = (file: string) => {
      const packed = gzipSync(files[file] ?? new Uint8Array());
      return { packed, entry: { file, sha256: createHash('sha256').update(packed).digest('hex') } };
    };
    for (const file of Object.keys(files))
      await writeFile(join(folder, file), damage[file] ?? part(file).packed);
    await writeFile(
      join(folder, 'dataset.json'),
      JSON.stringify({
        id: 'tiny',
        name: 'Tiny',
        licence: 'none',
        format: 'idx',
        imageShape: [2, 2, 1],
        classNames: { en: ['a', 'b'], 'zh-Hant': ['甲', '乙'] },
        splits: {
          train: { count: 2, images: part('train-images.gz').entry, labels: part('train-labels.gz').entry },
          test: { count: 1, images: part('test-images.gz').entry, labels: part('test-labels.gz').entry },
        },
        ...description,
      }),
    );
  }

  async function load() {
    const found = await findDataset(roots(), 'tiny');
    if (!found.ok) throw new Error(found.error.code);
    return loadDataset(found.value);
  }

  it('reads images and labels', async () => {
    await install(sound);
    const loaded = await load();
    if (!loaded.ok) throw new Error(loaded.error.code);
    expect([...loaded.value.train.examples]).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect([...loaded.value.train.labels]).toEqual([0, 1]);
    expect(loaded.value.test.count).toBe(1);
  });

  it('reads the first examples alone, where no more are wanted, and still finds what is damaged', async () => {
    await install(sound);
    const found = await findDataset(roots(), 'tiny');
    if (!found.ok) throw new Error(found.error.code);
    const loaded = await loadDataset(found.value, { train: 1 });
    if (!loaded.ok) throw new Error(loaded.error.code);
    const { train, test } = loaded.value;
    expect([train.count, ...train.examples]).toEqual([1, 1, 2, 3, 4]);
    expect([...train.labels, ...train.targets]).toEqual([0, 0]);
    expect(test.count).toBe(1);
    await writeFile(
      join(root, 'tiny', 'train-images.gz'),
      gzipSync(idx([2, 2, 2], [1, 2, 3, 4, 5, 6, 7, 9])),
    );
    expect(await loadDataset(found.value, { train: 1 })).toMatchObject({
      ok: false,
      error: { code: 'dataset-damaged' },
    });
  });

  it.each([
    ['a wrong checksum', sound, { 'train-images.gz': gzipSync(Uint8Array.of(1)) }, 'checksum'],
    [
      'another number of images',
      { ...sound, 'train-images.gz': idx([1, 2, 2], [1, 2, 3, 4]) },
      {},
      '[1, 2, 2]',
    ],
    [
      'a label without a class',
      { ...sound, 'train-labels.gz': idx([2], [0, 2]) },
      {},
      'beyond the 2 classes',
    ],
    ['values cut off', { ...sound, 'test-labels.gz': idx([3], [1]) }, {}, 'should have 11 bytes'],
    ['no IDX file', { ...sound, 'test-labels.gz': Uint8Array.of(1, 2, 3, 4, 5) }, {}, 'no IDX file'],
  ])('says what is damaged: %s', async (_name, files, damage, reason) => {
    await install(files, {}, damage);
    const loaded = await load();
    expect(loaded).toMatchObject({ ok: false, error: { code: 'dataset-damaged' } });
    expect(String(!loaded.ok && loaded.error.values.reason)).toContain(reason);
  });

  it('does not unpack more than was announced', async () => {
    await install({ ...sound, 'train-images.gz': new Uint8Array(1_000_000) });
    expect(await load()).toMatchObject({ ok: false, error: { code: 'dataset-damaged' } });
  });

  it('says when a file is missing', async () => {
    await install(sound);
    await rm(join(root, 'tiny', 'test-images.gz'));
    expect(await load()).toMatchObject({ ok: false, error: { code: 'dataset-missing' } });
  });

  it.each(['absent', '../tiny', 'tiny/../tiny', ''])('finds no data set called "%s"', async (id) => {
    await install(sound);
    expect(await findDataset(roots(), id)).toMatchObject({ ok: false, error: { code: 'dataset-missing' } });
  });

  it('lists what is there, without what is not described', async () => {
    await install(sound);
    await mkdir(join(root, 'empty'));
    await mkdir(join(root, 'broken'));
    await writeFile(join(root, 'broken', 'dataset.json'), '{');
    expect((await listDatasets(roots())).datasets.map(({ id }) => id)).toEqual(['tiny']);
  });

  it('ships Fashion-MNIST, whole', async () => {
    const found = await findDataset({ shipped: SHIPPED, user: root }, 'fashion-mnist');
    if (!found.ok) throw new Error(found.error.code);
    const loaded = await loadDataset(found.value);
    if (!loaded.ok) throw new Error(loaded.error.code);
    expect(loaded.value.train.count).toBe(60_000);
    expect(loaded.value.test.count).toBe(10_000);
    const few = await loadDataset(found.value, { train: 700, test: 30 });
    if (!few.ok) throw new Error(few.error.code);
    expect(few.value.train.examples).toEqual(loaded.value.train.examples.subarray(0, 700 * 28 * 28));
    expect(few.value.test.labels).toEqual(loaded.value.test.labels.subarray(0, 30));
    // Every class has the same number of images.
    const counts = new Array(10).fill(0);
    for (const label of loaded.value.train.labels) counts[label] += 1;
    expect(counts).toEqual(new Array(10).fill(6000));
  });
});

describe('parseIdx', () => {
  it.each([
    ['nothing', []],
    ['other values than bytes', [0, 0, 0x0d, 1, 0, 0, 0, 1, 7]],
    ['no axes', [0, 0, 8, 0]],
    ['a header that is cut off', [0, 0, 8, 3, 0, 0]],
    ['more values than announced', [0, 0, 8, 1, 0, 0, 0, 1, 7, 7]],
  ])('refuses %s', (_name, bytes) => {
    expect(() => parseIdx(Uint8Array.from(bytes))).toThrow(IdxFormatError);
  });
});
