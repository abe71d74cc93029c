import { fork } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFaultyFileSystem, NO_FAULT } from '../files/testing/faulty-file-system';
import { ownEntry } from '../files/own-entry';
import { type FoundDataset, findDataset, listDatasets } from './dataset-catalog';
import { loadDataset } from './load-dataset';
import { closeStreamed, openStreamedDataset } from './stream-dataset';
import { TINY_PLAN, tinyExample, tinyExamples, writeTiny } from './testing/prepared';
import { type DatasetPlan, writePreparedDataset } from './write-prepared-dataset';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'netloom-prepared-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const roots = () => ({ shipped: join(root, 'shipped'), user: join(root, 'user') });
const user = () => roots().user;
const idsIn = async () => (await listDatasets(roots())).datasets.map(({ id }) => id);

async function found(id: string): Promise<FoundDataset> {
  const reply = await findDataset(roots(), id);
  if (!reply.ok) throw new Error(reply.error.code);
  return reply.value;
}

async function loaded(id: string) {
  const reply = await loadDataset(await found(id));
  if (!reply.ok) throw new Error(reply.error.code);
  return reply.value;
}

describe('writing a prepared data set', () => {
  it('keeps what it was given, whole and from the disk', async () => {
    const { id, folder, isNew } = await writeTiny(user(), {
      examples: tinyExamples({ train: 5, validation: 2, test: 3 }),
      problems: () => [{ reason: 'empty', path: 'a.png' }],
    });
    expect([id, isNew]).toEqual([expect.stringMatching(/^tiny-things-[0-9a-f]{8}$/), true]);
    const { train, validation, test } = await loaded(id);
    expect([train.count, validation?.count, test.count]).toEqual([5, 2, 3]);
    expect([...train.labels]).toEqual([0, 1, 2, 0, 1]);
    expect([...train.examples.subarray(4, 8)]).toEqual([5, 6, 7, 8]);
    expect([...(validation?.labels ?? [])]).toEqual([2, 0]);
    const streamed = await openStreamedDataset(await found(id));
    if (!streamed.ok) throw new Error(streamed.error.code);
    expect([...streamed.value.test.examples.read(Int32Array.of(2, 0))]).toEqual([
      ...test.examples.subarray(8, 12),
      ...test.examples.subarray(0, 4),
    ]);
    expect(streamed.value.validation?.labels).toEqual(validation?.labels);
    closeStreamed(streamed.value);
    const lines = readFileSync(join(folder, 'files.jsonl'), 'utf8').trim().split('\n');
    expect(JSON.parse(lines[1] ?? '')).toEqual({
      ...{ key: 'apple/1.png', size: [20, 30], split: 'train', target: 1 },
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(JSON.parse(readFileSync(join(folder, 'problems.json'), 'utf8'))).toEqual([
      { reason: 'empty', path: 'a.png' },
    ]);
    expect(await listDatasets(roots())).toMatchObject({
      datasets: [
        {
          ...{ id, name: 'Tiny things', isShipped: false, trainCount: 5, validationCount: 2, testCount: 3 },
          ...{ exampleShape: [2, 2, 1], dtype: 'uint8', source: TINY_PLAN.source, bytes: 10 * 8 },
        },
      ],
      damaged: [],
    });
  });

  it('has more than 256 classes', async () => {
    const classNames = Array.from({ length: 1_000 }, (_, index) => `class ${index}`);
    const examples = [999, 256, 300].map((label, at) => tinyExample(at, at === 2 ? 'test' : 'train', label));
    const plan = { ...TINY_PLAN, target: { kind: 'class', classNames } as const };
    const { id } = await writeTiny(user(), { plan, examples });
    const { train, test } = await loaded(id);
    expect([...train.labels, ...test.labels]).toEqual([999, 256, 300]);
  });

  it('takes rows of tables as they are', async () => {
    const plan: DatasetPlan = {
      ...TINY_PLAN,
      dtype: 'float32',
      exampleShape: [2],
      features: { names: ['height', 'width'], mean: [1, 2], deviation: [3, 4] },
    };
    const row = (split: 'train' | 'test', values: readonly number[]) => ({
      ...{ record: { key: 'row', sha256: '', size: null, split }, values: Float32Array.from(values) },
      target: 0,
    });
    const examples = [row('train', [0.1, -2e30]), row('test', [3, 4])];
    const { id } = await writeTiny(user(), { plan, examples });
    expect((await loaded(id)).train.examples).toEqual(Float32Array.of(0.1, -2e30));
    expect((await found(id)).description.features).toEqual(plan.features);
  });

  it.each([
    ['several classes', { kind: 'classes', classNames: ['a', 'b', 'c'] }, [0, 2], [1, 0, 1]],
    [
      'a mask',
      { kind: 'mask', classNames: ['a', 'b'], ignore: 255 },
      Uint8Array.of(1, 0, 255, 1),
      [1, 0, 255, 1],
    ],
    ['numbers', { kind: 'numbers', names: ['x', 'y'] }, [5, 1e300], [0, 0, 0, 0, 0, 0, 0, 0]],
  ] as const)('stores %s', async (_name, description, target, bytes) => {
    const plan = { ...TINY_PLAN, target: JSON.parse(JSON.stringify(description)) };
    const examples = (['train', 'test'] as const).map((split, at) => tinyExample(at, split, target));
    const { folder } = await writeTiny(user(), { plan, examples });
    expect([...readFileSync(join(folder, 'train.targets'))]).toEqual([...bytes]);
  });

  it('records what is left out, and does not store it', async () => {
    const left = tinyExample(9, 'train');
    const record = { ...left.record, split: null, excluded: 'duplicate' };
    const { id, folder } = await writeTiny(user(), {
      examples: [...tinyExamples(), { ...left, record, values: null }],
    });
    expect((await loaded(id)).train.count).toBe(5);
    expect(readFileSync(join(folder, 'files.jsonl'), 'utf8')).toContain('"excluded":"duplicate"');
  });

  it('knows the same content again, whatever it was made of, and other content from it', async () => {
    const first = await writeTiny(user());
    const again = await writeTiny(user(), {
      plan: { ...TINY_PLAN, source: { path: '/elsewhere', format: 'idx' } },
    });
    expect(again).toEqual({ ...first, isNew: false });
    const renamed: DatasetPlan['target'] = { kind: 'class', classNames: ['apple', 'pear', 'plum'] };
    const other = await writeTiny(user(), { plan: { ...TINY_PLAN, target: renamed } });
    expect(other.id).not.toBe(first.id);
    expect(await idsIn()).toEqual([first.id, other.id].sort());
  });

  it('gives an id to names that have no Latin letters', async () => {
    const { id } = await writeTiny(user(), { plan: { ...TINY_PLAN, name: '動物' } });
    expect(id).toMatch(/^data-[0-9a-f]{8}$/);
    expect((await listDatasets(roots())).datasets[0]?.name).toBe('動物');
  });

  it('replaces what is damaged under the same id', async () => {
    const first = await writeTiny(user());
    truncateSync(join(first.folder, 'train.examples'), 7);
    expect((await listDatasets(roots())).damaged).toMatchObject([
      { id: first.id, name: 'Tiny things', failure: { code: 'dataset-of-user-damaged' } },
    ]);
    expect(await writeTiny(user())).toEqual(first);
    expect((await loaded(first.id)).train.count).toBe(5);
  });

  it.each([
    [{ test: 2 }, 'no-training-examples'],
    [{ train: 2 }, 'no-test-examples'],
  ])('refuses %o', async (counts, code) => {
    const written = await writePreparedDataset({
      ...{ root: user(), plan: TINY_PLAN, examples: tinyExamples(counts), problems: () => [] },
    });
    expect(written).toMatchObject({ ok: false, error: { code } });
    expect(readdirSync(user())).toEqual([]);
  });

  it('leaves nothing behind when the examples end in an error, and throws it on', async () => {
    const examples = (function* () {
      yield* tinyExamples();
      throw Object.assign(new Error('the source is gone'), { code: 'ENOENT' });
    })();
    await expect(writeTiny(user(), { examples })).rejects.toThrow('the source is gone');
    expect(readdirSync(user())).toEqual([]);
  });

  it('reports a full disk at any call, and keeps the catalog as it was', async () => {
    const old = await writeTiny(user(), { examples: tinyExamples({ train: 1, test: 1 }) });
    const counted = createFaultyFileSystem(NO_FAULT);
    const scratch = join(root, 'scratch');
    await writeTiny(scratch, { fileSystem: counted.fileSystem });
    expect(counted.calls()).toBeGreaterThan(20);
    for (let at = 0; at < counted.calls(); at += 1) {
      const faults = [{ at, when: 'before', code: 'ENOSPC' } as const];
      const { fileSystem } = createFaultyFileSystem({ faults, shortWrites: 3 });
      const options = {
        root: user(),
        plan: TINY_PLAN,
        examples: tinyExamples(),
        problems: () => [],
        fileSystem,
      };
      const written = await writePreparedDataset(options);
      if (!written.ok) expect(written.error.code).toBe('disk-full');
      const names = readdirSync(user()).filter((name) => name !== '.removed');
      expect(names).toEqual(written.ok ? expect.arrayContaining([old.id]) : [old.id]);
      for (const name of names) if (name !== old.id) rmSync(join(user(), name), { recursive: true });
    }
  });

  it('is not in the catalog when its process is killed, and the next one tidies up', async () => {
    const old = await writeTiny(user(), { examples: tinyExamples({ train: 1, test: 1 }) });
    const { entry, execArgv } = ownEntry(__dirname, join(__dirname, 'testing', 'write-slowly.ts'));
    for (const moment of [1, 40]) {
      const child = fork(entry, [user()], { execArgv: [...execArgv] });
      await new Promise<void>((resolve) => {
        child.on('message', (number) => number === moment && child.kill('SIGKILL'));
        child.on('exit', () => resolve());
      });
      expect(await listDatasets(roots())).toMatchObject({ datasets: [{ id: old.id }], damaged: [] });
    }
    expect(readdirSync(user()).length).toBeGreaterThan(1);
    const { id } = await writeTiny(user());
    expect(
      readdirSync(user())
        .filter((name) => name !== '.removed')
        .sort(),
    ).toEqual([old.id, id].sort());
  });
});

describe('the catalog', () => {
  it('lists what is damaged as such', async () => {
    const { id, folder } = await writeTiny(user());
    const damage = (name: string, change: (folder: string) => void) => {
      const place = join(user(), name);
      cpSync(folder, place, { recursive: true });
      change(place);
    };
    damage('another-id', () => undefined);
    damage('no-description', (place) => rmSync(join(place, 'dataset.json')));
    damage('no-json', (place) => writeFileSync(join(place, 'dataset.json'), '{'));
    damage('from-the-future', (place) => writeFileSync(join(place, 'dataset.json'), '{ "version": 3 }'));
    mkdirSync(join(user(), 'My photos'));
    mkdirSync(join(user(), '.hidden'));
    const { datasets, damaged } = await listDatasets(roots());
    expect(datasets.map((dataset) => dataset.id)).toEqual([id]);
    expect(damaged.map((one) => one.id)).toEqual([
      ...['another-id', 'from-the-future', 'My photos', 'no-description', 'no-json'],
    ]);
    rmSync(join(folder, 'test.targets'));
    expect((await listDatasets(roots())).damaged.map((one) => one.id)).toContain(id);
  });

  it('says what is wrong with values when they are read', async () => {
    const { id, folder } = await writeTiny(user());
    const file = join(folder, 'train.examples');
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.reverse());
    expect(await loadDataset(await found(id))).toMatchObject({
      ok: false,
      error: {
        code: 'dataset-of-user-damaged',
        values: { file: 'train.examples', reason: 'its checksum is wrong' },
      },
    });
  });

  it('has nothing where the user has prepared nothing', async () => {
    expect(existsSync(user())).toBe(false);
    expect(await listDatasets(roots())).toEqual({ datasets: [], damaged: [] });
  });
});
