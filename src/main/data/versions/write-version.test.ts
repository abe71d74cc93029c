import { fork } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ownEntry } from '../../files/own-entry';
import { classesIn } from '../../../contract/class-sets';
import type { DataChanges } from '../../../contract/data-browser';
import { findResourceRoot } from '../../files/resource-root';
import { createFaultyFileSystem, NO_FAULT } from '../../files/testing/faulty-file-system';
import { browseDataset } from '../browsing/browsed-dataset';
import { findDataset, listDatasets } from '../dataset-catalog';
import { loadDataset } from '../load-dataset';
import { TINY_PLAN, tinyExample, tinyExamples, writeTiny } from '../testing/prepared';
import { type VersionOptions, writeVersion } from './write-version';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'netloom-versions-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const roots = () => ({ shipped: join(root, 'shipped'), user: join(root, 'user') });
const folderOf = (id: string) => join(roots().user, id);
const bytesOf = (id: string, name: string) => [...readFileSync(join(folderOf(id), name))];
const namesIn = (folder: string) => readdirSync(folder).filter((name) => name !== '.removed');
const NOTHING: DataChanges = { labels: [], exclude: [], include: [] };

async function correct(id: string, changes: Partial<DataChanges>, more: Partial<VersionOptions> = {}) {
  const written = await writeVersion({
    ...{ roots: roots(), id, name: 'Tiny things v2', changes: { ...NOTHING, ...changes } },
    ...{ signal: new AbortController().signal, onProgress: () => undefined },
    ...more,
  });
  if (!written.ok) throw new Error(written.error.code);
  return written.value.id;
}

async function found(id: string) {
  const dataset = await findDataset(roots(), id);
  if (!dataset.ok) throw new Error(dataset.error.code);
  return dataset.value;
}

async function loaded(id: string) {
  const data = await loadDataset(await found(id));
  if (!data.ok) throw new Error(data.error.code);
  return data.value;
}

async function browsed(id: string) {
  const opened = await browseDataset(roots(), id);
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.value;
}

describe('a version of a data set', () => {
  it('has the corrected labels; what stays is not stored twice, and the old one stays as it was', async () => {
    const first = await writeTiny(roots().user, { problems: () => [{ reason: 'empty', path: 'a.png' }] });
    const before = readdirSync(first.folder).map((name) => [name, bytesOf(first.id, name)]);
    const id = await correct(first.id, {
      labels: [
        [0, 2],
        [7, 0],
      ],
    });
    expect(readdirSync(first.folder).map((name) => [name, bytesOf(first.id, name)])).toEqual(before);
    const { train, test } = await loaded(id);
    expect([...train.labels]).toEqual([2, 1, 2, 0, 1]);
    expect([...test.labels]).toEqual([2, 0, 0]);
    const inode = (of: string, name: string) => statSync(join(folderOf(of), name)).ino;
    for (const name of ['train.examples', 'test.examples'])
      expect(inode(id, name)).toBe(inode(first.id, name));
    for (const name of ['train.targets', 'test.targets'])
      expect(inode(id, name)).not.toBe(inode(first.id, name));
    expect(bytesOf(id, 'problems.json')).toEqual(bytesOf(first.id, 'problems.json'));
    const { datasets, damaged } = await listDatasets(roots());
    expect(damaged).toEqual([]);
    expect(datasets.map(({ name, parent }) => [name, parent])).toEqual([
      ['Tiny things', null],
      ['Tiny things v2', first.id],
    ]);
    const { records, index } = (await browsed(id)).examples;
    expect(records[0]).toMatchObject({ target: 2, original: 0 });
    expect([...index.marks].filter((marks) => (marks & 32) !== 0)).toHaveLength(2);
  });

  it('forgets a correction that is taken back', async () => {
    const first = await writeTiny(roots().user);
    const second = await correct(first.id, { labels: [[0, 2]] });
    const third = await correct(second, { labels: [[0, 0]] }, { name: 'Tiny things v3' });
    expect((await browsed(third)).examples.records[0]).not.toHaveProperty('original');
    expect(bytesOf(third, 'train.targets')).toEqual(bytesOf(first.id, 'train.targets'));
  });

  it('keeps what is excluded, and brings it back to the end of its split', async () => {
    const first = await writeTiny(roots().user);
    const second = await correct(first.id, { exclude: [1, 5], labels: [[1, 0]] });
    const data = await loaded(second);
    expect([data.train.count, data.test.count]).toEqual([4, 2]);
    expect([...data.train.labels]).toEqual([0, 2, 0, 1]);
    const dataset = await browsed(second);
    const { index, records } = dataset.examples;
    expect([index.counts.excluded, index.storedExcluded, index.reasons]).toEqual([
      2,
      2,
      ['excluded-by-user'],
    ]);
    expect(records.slice(6).map(({ from, target }) => [from, target])).toEqual([
      ['train', 0],
      ['test', 2],
    ]);
    expect([...(dataset.read([6, 0]) ?? [])]).toEqual([5, 6, 7, 8, 0, 1, 2, 3]);
    const third = await correct(second, { include: [6] }, { name: 'Tiny things v3' });
    const back = await loaded(third);
    expect([...back.train.labels]).toEqual([0, 2, 0, 1, 0]);
    expect([...back.train.examples.slice(-4)]).toEqual([5, 6, 7, 8]);
    expect((await browsed(third)).examples.index.counts).toMatchObject({ train: 5, test: 2, excluded: 1 });
  });

  it('is another data set for a run: its content is another one, unless nothing has changed', async () => {
    const first = await writeTiny(roots().user);
    const id = await correct(first.id, { labels: [[0, 1]] });
    const same = await correct(first.id, {}, { name: 'Tiny things' });
    expect(same).toBe(first.id);
    const hashes = (await listDatasets(roots())).datasets.map(({ contentHash }) => contentHash);
    expect(new Set(hashes).size).toBe(2);
    expect(id).not.toBe(first.id);
  });

  it.each([
    ['a label beyond the classes', { labels: [[0, 3]] }, 'request-invalid'],
    ['an example that is not there', { exclude: [8] }, 'request-invalid'],
    ['including what was never out', { include: [0] }, 'request-invalid'],
    ['no training examples', { exclude: [0, 1, 2, 3, 4] }, 'no-training-examples'],
    ['no test examples', { exclude: [5, 6, 7] }, 'no-test-examples'],
  ] as const)('refuses %s', async (_name, changes, code) => {
    const first = await writeTiny(roots().user);
    const given = { ...NOTHING, ...JSON.parse(JSON.stringify(changes)) };
    await expect(correct(first.id, given)).rejects.toThrow(code);
    expect(namesIn(roots().user)).toEqual([first.id]);
  });

  it.each([
    ['numbers', { kind: 'numbers', names: ['x'] }, (at: number) => [at * 2]],
    ['several classes', { kind: 'classes', classNames: ['a', 'b'] }, (at: number) => [at % 2]],
    ['masks', { kind: 'mask', classNames: ['a', 'b'] }, (at: number) => Uint8Array.of(at % 2, 0, 1, at % 2)],
  ] as const)('keeps the targets of %s with their examples', async (_name, target, targetOf) => {
    const examples = Array.from({ length: 6 }, (_, at) =>
      tinyExample(at, at < 4 ? 'train' : 'test', targetOf(at)),
    );
    const plan = { ...TINY_PLAN, target: JSON.parse(JSON.stringify(target)) };
    const first = await writeTiny(roots().user, { plan, examples });
    const id = await correct(first.id, { exclude: [1] });
    const size = bytesOf(first.id, 'train.targets').length / 4;
    const kept = bytesOf(first.id, 'train.targets').filter((_, at) => Math.floor(at / size) !== 1);
    expect(bytesOf(id, 'train.targets')).toEqual(kept);
    const back = await correct(id, { include: [5] }, { name: 'Tiny things v3' });
    expect(bytesOf(back, 'train.targets').slice(-size)).toEqual(
      bytesOf(first.id, 'train.targets').slice(size, 2 * size),
    );
  });

  it('has other values of one of several labels, and the very bytes of all others', async () => {
    const columns = [
      { name: 'kind', target: { kind: 'class' as const, classNames: ['a', 'b', 'c'] } },
      { name: 'tags', target: { kind: 'classes' as const, classNames: ['x', 'y'] } },
      { name: 'box', target: { kind: 'numbers' as const, names: ['left', 'top'] } },
      { name: 'beside', target: { kind: 'features' as const, names: ['age'] } },
    ];
    // Tenths are no float32: what comes back from the window is not quite what the source has.
    const rowOf = (at: number) => [at % 3, at % 2, 1, at * 0.1, 7.3 - at, 40.7 + at];
    const first = await writeTiny(roots().user, {
      plan: { ...TINY_PLAN, target: { kind: 'columns', columns } },
      examples: Array.from({ length: 8 }, (_, at) => tinyExample(at, at < 5 ? 'train' : 'test', rowOf(at))),
    });
    const index = (await browsed(first.id)).examples.index;
    const seen = (example: number) => [...(index.numbers?.subarray(example * 6, (example + 1) * 6) ?? [])];
    const changed = (example: number, at: number, value: number) =>
      seen(example).map((one, place) => (place === at ? value : one));
    const id = await correct(first.id, {
      targets: [
        [1, changed(1, 0, 2)],
        [3, changed(3, 4, 5.5)],
      ],
    });
    const { records } = (await browsed(id)).examples;
    expect(records[1]).toMatchObject({ target: [2, ...rowOf(1).slice(1)], original: rowOf(1) });
    expect(records[3]?.target).toEqual(rowOf(3).map((one, at) => (at === 4 ? 5.5 : one)));
    const rows = (of: string) => new Float32Array(Uint8Array.from(bytesOf(of, 'train.targets')).buffer);
    const [before, after] = [rows(first.id), rows(id)];
    const differing = [...after.keys()].filter((at) => after[at] !== before[at]);
    expect(differing).toEqual([6, 22]);
    expect(after[6]).toBe(2);
    const box = (await found(id)).description.target;
    const { mean, deviation } =
      box.kind === 'columns' && box.columns[2]?.target.kind === 'numbers'
        ? box.columns[2].target
        : expect.fail();
    expect(after[22]).toBe(Math.fround((5.5 - (mean[1] ?? 0)) / (deviation[1] ?? 1)));
    // Taken back, all is as it was.
    const again = await correct(
      id,
      {
        targets: [
          [1, seen(1)],
          [3, seen(3)],
        ],
      },
      { name: 'Tiny things v3' },
    );
    expect(bytesOf(again, 'train.targets')).toEqual(bytesOf(first.id, 'train.targets'));
    expect((await browsed(again)).examples.records[1]).not.toHaveProperty('original');
    for (const row of [
      [3, 0, 1, 1, 1, 1],
      [0, 2, 1, 1, 1, 1],
      [0, 0, 1, 1, 1],
      [0, 0, 1, Number.NaN, 1, 1],
    ]) {
      await expect(correct(first.id, { targets: [[0, row]] })).rejects.toThrow('request-invalid');
    }
  });

  it('has other values beside masks, which stay what they are', async () => {
    const columns = [
      { name: 'outline', target: { kind: 'mask' as const, classNames: ['out', 'in'], ignore: 255 } },
      { name: 'kind', target: { kind: 'class' as const, classNames: ['a', 'b', 'c'] } },
      { name: 'age', target: { kind: 'numbers' as const, names: ['age'] } },
    ];
    const maskOf = (at: number) => Uint8Array.of(at % 2, 1, 255, 0);
    const targetOf = (at: number) => ({ numbers: [at % 3, at * 0.1], images: [maskOf(at)] });
    const first = await writeTiny(roots().user, {
      plan: { ...TINY_PLAN, target: { kind: 'columns', columns } },
      examples: Array.from({ length: 8 }, (_, at) =>
        tinyExample(at, at < 5 ? 'train' : 'test', targetOf(at)),
      ),
    });
    const index = (await browsed(first.id)).examples.index;
    expect([...(index.numbers?.subarray(2, 4) ?? [])]).toEqual([1, Math.fround(0.1)]);
    const id = await correct(first.id, { targets: [[1, [2, Math.fround(0.1)]]], exclude: [3] });
    const row = 2 * 4 + 4;
    const [before, after] = [first.id, id].map((of) => bytesOf(of, 'train.targets'));
    const expected = before?.filter((_, at) => Math.floor(at / row) !== 3) ?? [];
    const bytes = new Uint8Array(Float32Array.of(2).buffer);
    expect(after).toEqual(expected.map((byte, at) => bytes[at - row] ?? byte));
    const { train } = await loaded(id);
    expect([...train.targets.slice(row + 8, row + 12)]).toEqual([...maskOf(1)]);
    // The first label is no class.
    expect(train.labels).toHaveLength(0);
    expect([...(train.numbers ?? [])].filter((_, at) => at % 2 === 0)).toEqual([0, 2, 2, 1]);
    await expect(correct(first.id, { targets: [[0, [3, 1]]] })).rejects.toThrow('request-invalid');
  });

  it('has other classes of several, and other numbers', async () => {
    const examples = (targetOf: (at: number) => readonly number[]) =>
      Array.from({ length: 6 }, (_, at) => tinyExample(at, at < 4 ? 'train' : 'test', targetOf(at)));
    const classes = await writeTiny(roots().user, {
      plan: { ...TINY_PLAN, target: { kind: 'classes', classNames: ['a', 'b', 'c'] } },
      examples: examples((at) => [at % 2]),
    });
    const tagged = await correct(classes.id, {
      targets: [
        [0, [0, 2]],
        [5, []],
      ],
    });
    expect([...bytesOf(tagged, 'train.targets').slice(0, 3)]).toEqual([1, 0, 1]);
    expect([...bytesOf(tagged, 'test.targets')]).toEqual([1, 0, 0, 0, 0, 0]);
    const { records, index } = (await browsed(tagged)).examples;
    expect([records[0], records[5]]).toMatchObject([
      { target: [0, 2], original: [0] },
      { target: [], original: [1] },
    ]);
    expect(index.sets === null ? null : classesIn(index.sets, 0)).toEqual([0, 2]);

    const prices = await writeTiny(roots().user, {
      plan: { ...TINY_PLAN, target: { kind: 'numbers', names: ['price'] } },
      examples: examples((at) => [at * 10]),
    });
    const cheaper = await correct(prices.id, { targets: [[3, [12]]] });
    // As the source has them, whatever is stored is standardized by: 0, 10, 20 and 30 have a mean of 15 and a deviation of √125.
    expect([...((await browsed(cheaper)).examples.index.numbers ?? [])]).toEqual([0, 10, 20, 12, 40, 50]);
    const stored = new Float32Array(Uint8Array.from(bytesOf(cheaper, 'train.targets')).buffer);
    expect(stored[3]).toBeCloseTo((12 - 15) / Math.sqrt(125), 6);
    const back = await correct(cheaper, { targets: [[3, [30]]] }, { name: 'Tiny things v3' });
    expect((await browsed(back)).examples.records[3]).not.toHaveProperty('original');
    await expect(correct(prices.id, { targets: [[0, [1, 2]]] })).rejects.toThrow('request-invalid');
    await expect(correct(classes.id, { targets: [[0, [3]]] })).rejects.toThrow('request-invalid');
  });

  it('is made of a data set that comes with the app, too', async () => {
    const shipped = join(findResourceRoot(__dirname), 'resources', 'datasets');
    const given = { shipped, user: roots().user };
    const id = await correct('fashion-mnist', { exclude: [0], labels: [[60_000, 3]] }, { roots: given });
    const { train, test } = await loaded(id);
    expect([train.count, test.count, test.labels[0]]).toEqual([59_999, 10_000, 3]);
    const opened = await browsed(id);
    expect(opened.examples.index.counts.excluded).toBe(1);
  });

  it('reports a full disk at any call, and leaves nothing behind', async () => {
    const first = await writeTiny(roots().user);
    const scratch = createFaultyFileSystem(NO_FAULT);
    const changes = { labels: [[0, 2]] as [number, number][], exclude: [1] };
    const sound = await correct(first.id, changes, { fileSystem: scratch.fileSystem });
    rmSync(folderOf(sound), { recursive: true });
    expect(scratch.calls()).toBeGreaterThan(10);
    for (let at = 0; at < scratch.calls(); at += 1) {
      const faults = [{ at, when: 'before', code: 'ENOSPC' } as const];
      const { fileSystem } = createFaultyFileSystem({ faults, shortWrites: 3 });
      const failure = await correct(first.id, changes, { fileSystem }).then(
        () => null,
        (error: Error) => error.message,
      );
      if (failure !== null) expect(failure).toBe('disk-full');
      const names = namesIn(roots().user);
      expect(names).toEqual(failure === null ? expect.arrayContaining([first.id]) : [first.id]);
      for (const name of names) if (name !== first.id) rmSync(folderOf(name), { recursive: true });
    }
  });

  it('is canceled without a trace', async () => {
    const first = await writeTiny(roots().user, { examples: tinyExamples({ train: 600, test: 3 }) });
    const canceling = new AbortController();
    const writing = correct(
      first.id,
      { exclude: [1] },
      { signal: canceling.signal, onProgress: () => canceling.abort() },
    );
    await expect(writing).rejects.toMatchObject({ name: 'AbortError' });
    expect(namesIn(roots().user)).toEqual([first.id]);
  });

  it('is there whole or not at all when its process is killed at any moment', async () => {
    const first = await writeTiny(roots().user);
    const source = join(__dirname, '..', 'testing', 'version-slowly.ts');
    const { entry, execArgv } = ownEntry(__dirname, source);
    const before = bytesOf(first.id, 'train.targets');
    let moment = 1;
    for (let isDone = false; !isDone; moment += 1) {
      const child = fork(entry, [roots().shipped, roots().user, first.id], {
        execArgv: [...execArgv],
      });
      isDone = await new Promise<boolean>((resolve) => {
        let isWritten = false;
        child.on('message', (call) => {
          isWritten ||= call === 0;
          if (call === moment || call === 0) child.kill('SIGKILL');
        });
        child.on('exit', () => resolve(isWritten));
      });
      const { datasets, damaged } = await listDatasets(roots());
      expect(damaged).toEqual([]);
      expect(datasets.map(({ id }) => id)).toContain(first.id);
      for (const { id } of datasets) await loaded(id);
    }
    expect(moment).toBeGreaterThan(5);
    expect(bytesOf(first.id, 'train.targets')).toEqual(before);
  });
});
