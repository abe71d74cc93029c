import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { classesIn } from '../../../contract/class-sets';
import { EXAMPLE_MARKS } from '../../../contract/data-browser';
import type { SplitName } from '../../../contract/data-survey';
import { findResourceRoot } from '../../files/resource-root';
import type { PreparedExample } from '../prepared-example';
import { TINY_PLAN, tinyExample, writeTiny } from '../testing/prepared';
import type { WriteOptions } from '../write-prepared-dataset';
import { DataBrowser } from './data-browser';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'netloom-browsing-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const roots = () => ({ shipped: join(root, 'shipped'), user: join(root, 'user') });

/** An example with the pixels of another number. */
function copyOf(number: number, key: string, split: SplitName, target = number % 3): PreparedExample {
  const { record, values } = tinyExample(number, split);
  return { record: { ...record, key }, values, target };
}

async function write(examples: readonly PreparedExample[], more: Partial<WriteOptions> = {}) {
  const { id } = await writeTiny(roots().user, { examples, ...more });
  return id;
}

async function ask<T>(
  reply: Promise<{ ok: true; value: T } | { ok: false; error: { code: string } }>,
): Promise<T> {
  const answered = await reply;
  if (!answered.ok) throw new Error(answered.error.code);
  return answered.value;
}

const has = (marks: Uint8Array, mark: keyof typeof EXAMPLE_MARKS) =>
  [...marks].flatMap((bits, number) => ((bits & EXAMPLE_MARKS[mark]) === 0 ? [] : [number]));

describe('the examples of a data set', () => {
  it('are numbered by split, and say what is wrong with them', async () => {
    const left = tinyExample(9, 'train');
    const id = await write(
      [
        tinyExample(0, 'test'),
        tinyExample(1, 'train'),
        copyOf(1, 'apple/1 again.png', 'train', 2),
        copyOf(0, 'apple/0 again.png', 'train'),
        tinyExample(4, 'validation'),
        {
          ...left,
          record: { ...left.record, split: null, excluded: 'truncated' },
          values: null,
          target: null,
        },
        tinyExample(7, 'test'),
      ],
      {
        problems: () => [
          { reason: 'near-duplicate-across-splits', path: 'apple/7.png', detail: 'apple/4.png' },
          { reason: 'wrong-extension', path: 'apple/4.png', detail: 'JPEG' },
        ],
      },
    );
    const index = await ask(new DataBrowser().answer(roots(), 'data:index', { id }));
    expect(index.counts).toEqual({ train: 3, validation: 1, test: 2, excluded: 1 });
    expect([...index.labels]).toEqual([1, 2, 0, 1, 0, 1, -1]);
    expect(has(index.marks, 'duplicate')).toEqual([0, 1, 2, 4]);
    expect(has(index.marks, 'duplicateAcross')).toEqual([2, 4]);
    expect(has(index.marks, 'conflict')).toEqual([0, 1]);
    expect(has(index.marks, 'nearDuplicate')).toEqual([3, 5]);
    expect(has(index.marks, 'nearDuplicateAcross')).toEqual([3, 5]);
    expect(has(index.marks, 'noted')).toEqual([3]);
    expect([...index.firstEqual]).toEqual([0, 0, 2, 3, 2, 5, 6]);
    expect([index.storedExcluded, index.reasons, [...index.reasonOf]]).toEqual([0, ['truncated'], [0]]);
  });

  it('are shown with their file, their equals and their notes', async () => {
    const source = join(root, 'pictures');
    mkdirSync(join(source, 'apple'), { recursive: true });
    writeFileSync(join(source, 'apple', '1.png'), Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10));
    writeFileSync(join(source, 'apple', '2.png'), '#!/bin/sh\n');
    const outside = tinyExample(3, 'train');
    writeFileSync(join(root, 'secret.png'), '');
    const id = await write(
      [
        tinyExample(0, 'test'),
        tinyExample(1, 'train'),
        tinyExample(2, 'train'),
        { ...outside, record: { ...outside.record, key: '../secret.png' } },
        copyOf(1, 'apple/1 again.png', 'train'),
      ],
      {
        plan: { ...TINY_PLAN, source: { path: source, format: 'class-folders' } },
        problems: () => [{ reason: 'wrong-extension', path: 'apple/1.png', detail: 'JPEG' }],
      },
    );
    const browser = new DataBrowser();
    const details = (example: number) => ask(browser.answer(roots(), 'data:example', { id, example }));
    expect(await details(0)).toMatchObject({
      ...{ key: 'apple/1.png', size: [20, 30], target: 1, duplicates: [3], isImage: true },
      original: join(source, 'apple', '1.png'),
      notes: [{ reason: 'wrong-extension' }],
    });
    // What only calls itself an image is not opened as one, and nothing outside of the source is.
    expect(await details(1)).toMatchObject({ original: join(source, 'apple', '2.png'), isImage: false });
    expect(await details(2)).toMatchObject({ original: null });
    expect(await browser.answer(roots(), 'data:example', { id, example: 99 })).toMatchObject({ ok: false });
  });

  it('come as thumbnails, in the order they are asked for, and made smaller where they are larger', async () => {
    const id = await write([tinyExample(0, 'test'), tinyExample(1, 'train'), tinyExample(2, 'train')]);
    const browser = new DataBrowser();
    const whole = await ask(browser.answer(roots(), 'data:thumbnails', { id, examples: [2, 0], side: 64 }));
    expect(whole).toEqual({
      height: 2,
      width: 2,
      channels: 1,
      pixels: Uint8Array.of(0, 1, 2, 3, 5, 6, 7, 8),
    });
    const small = await ask(browser.answer(roots(), 'data:thumbnails', { id, examples: [0, 1], side: 1 }));
    expect([...small.pixels]).toEqual([7, 12]);
    expect(await browser.answer(roots(), 'data:thumbnails', { id, examples: [3], side: 8 })).toMatchObject({
      ok: false,
    });
  });

  it('have masks as large as their thumbnails, and the classes that are in them', async () => {
    const mask = (number: number, split: SplitName, classes: readonly number[]) =>
      tinyExample(number, split, Uint8Array.from(classes));
    const id = await write(
      [mask(0, 'train', [0, 1, 2, 255]), mask(1, 'train', [0, 0, 0, 0]), mask(2, 'test', [2, 2, 255, 2])],
      { plan: { ...TINY_PLAN, target: { kind: 'mask', classNames: ['no', 'cat', 'dog'], ignore: 255 } } },
    );
    const browser = new DataBrowser();
    const whole = await ask(browser.answer(roots(), 'data:masks', { id, examples: [2, 0, 1], side: 64 }));
    expect(whole).toEqual({
      ...{ height: 2, width: 2 },
      classes: Uint8Array.of(2, 2, 255, 2, 0, 1, 2, 255, 0, 0, 0, 0),
    });
    const sets = await ask(browser.answer(roots(), 'data:mask-classes', { id }));
    expect([0, 1, 2].map((example) => classesIn(sets, example))).toEqual([[0, 1, 2], [0], [2]]);
    expect(await browser.answer(roots(), 'data:masks', { id, examples: [3], side: 8 })).toMatchObject({
      ok: false,
    });
  });

  it('have the masks of each label that is one', async () => {
    const columns = [
      { name: 'kind', target: { kind: 'class' as const, classNames: ['a', 'b'] } },
      { name: 'outline', target: { kind: 'mask' as const, classNames: ['no', 'yes'], ignore: 255 } },
      { name: 'halves', target: { kind: 'mask' as const, classNames: ['left', 'right'] } },
    ];
    const example = (number: number, split: SplitName, outline: readonly number[]) =>
      tinyExample(number, split, {
        numbers: [number % 2],
        images: [Uint8Array.from(outline), Uint8Array.of(0, 1, 0, 1)],
      });
    const id = await write([example(0, 'train', [0, 1, 1, 255]), example(1, 'test', [0, 0, 0, 0])], {
      plan: { ...TINY_PLAN, target: { kind: 'columns', columns } },
    });
    const browser = new DataBrowser();
    const asked = { id, examples: [1, 0], side: 64 };
    const outline = await ask(browser.answer(roots(), 'data:masks', { ...asked, label: 'outline' }));
    expect(outline.classes).toEqual(Uint8Array.of(0, 0, 0, 0, 0, 1, 1, 255));
    const halves = await ask(browser.answer(roots(), 'data:masks', { ...asked, label: 'halves' }));
    expect(halves.classes).toEqual(Uint8Array.of(0, 1, 0, 1, 0, 1, 0, 1));
    const sets = await ask(browser.answer(roots(), 'data:mask-classes', { id, label: 'outline' }));
    expect([0, 1].map((one) => classesIn(sets, one))).toEqual([[0, 1], [0]]);
    for (const label of ['kind', 'other', undefined]) {
      const more = label === undefined ? {} : { label };
      expect(await browser.answer(roots(), 'data:masks', { ...asked, ...more })).toMatchObject({ ok: false });
    }
    const index = await ask(browser.answer(roots(), 'data:index', { id }));
    expect([[...index.labels], [...(index.numbers ?? [])]]).toEqual([
      [0, 1],
      [0, 1],
    ]);
  });

  it('have no masks where they have classes', async () => {
    const id = await write([tinyExample(0, 'test'), tinyExample(1, 'train')]);
    const browser = new DataBrowser();
    expect(await browser.answer(roots(), 'data:mask-classes', { id })).toMatchObject({ ok: false });
  });

  it('have several classes, or numbers as the source has them', async () => {
    const list = (number: number, split: SplitName, target: readonly number[]) =>
      tinyExample(number, split, target);
    const tagged = await write([list(0, 'train', [0, 2]), list(1, 'test', [])], {
      plan: { ...TINY_PLAN, target: { kind: 'classes', classNames: ['a', 'b', 'c'] } },
    });
    const browser = new DataBrowser();
    const { sets } = await ask(browser.answer(roots(), 'data:index', { id: tagged }));
    expect(sets === null ? null : [0, 1].map((example) => classesIn(sets, example))).toEqual([[0, 2], []]);
    const priced = await write(
      [list(0, 'train', [3, 0.5]), list(1, 'train', [5, 1]), list(2, 'test', [7, 2])],
      {
        plan: { ...TINY_PLAN, target: { kind: 'numbers', names: ['price', 'size'] } },
      },
    );
    const { numbers } = await ask(browser.answer(roots(), 'data:index', { id: priced }));
    expect([...(numbers ?? [])]).toEqual([3, 0.5, 5, 1, 7, 2]);
  });

  it('have a mean for each class', async () => {
    const id = await write([
      ...[tinyExample(0, 'train', 0), tinyExample(2, 'train', 0), tinyExample(1, 'train', 2)],
      tinyExample(9, 'test', 1),
    ]);
    const means = await ask(new DataBrowser().answer(roots(), 'data:means', { id, part: 'train' }));
    expect([...means.counts]).toEqual([2, 0, 1]);
    expect([...means.pixels]).toEqual([5, 6, 7, 8, 0, 0, 0, 0, 5, 6, 7, 8]);
  });

  it('are rows with the values of the source, where they are numbers', async () => {
    const row = (split: SplitName, values: readonly number[]): PreparedExample => ({
      record: { key: `t.csv#${split}`, sha256: split, size: null, split },
      values: Float32Array.from(values),
      target: 0,
    });
    const id = await write([row('train', [0, 1]), row('test', [-1, 0])], {
      plan: {
        ...TINY_PLAN,
        dtype: 'float32',
        exampleShape: [2],
        features: { names: ['a', 'b'], mean: [1, 2], deviation: [3, 4] },
      },
    });
    const rows = await ask(new DataBrowser().answer(roots(), 'data:rows', { id, examples: [1, 0] }));
    expect([...rows.values]).toEqual([-2, 2, 1, 6]);
    expect(rows.names).toEqual(['a', 'b']);
  });

  it('are those of the data set that comes with the app, too', async () => {
    const shipped = { ...roots(), shipped: join(findResourceRoot(__dirname), 'resources', 'datasets') };
    const browser = new DataBrowser();
    const index = await ask(browser.answer(shipped, 'data:index', { id: 'fashion-mnist' }));
    expect(index.counts).toEqual({ train: 60_000, validation: 0, test: 10_000, excluded: 0 });
    expect([...index.labels.subarray(0, 3)]).toEqual([9, 0, 0]);
    const [first, last] = await Promise.all(
      [0, 69_999].map((example) =>
        ask(browser.answer(shipped, 'data:example', { id: 'fashion-mnist', example })),
      ),
    );
    expect(first).toMatchObject({ key: 'train-images-idx3-ubyte.gz#0', size: [28, 28], original: null });
    expect(last?.key).toBe('t10k-images-idx3-ubyte.gz#9999');
  });

  it('that do not go with the description are reported as damaged', async () => {
    const id = await write([tinyExample(0, 'test'), tinyExample(1, 'train')]);
    writeFileSync(join(roots().user, id, 'files.jsonl'), 'no record\n');
    expect(await new DataBrowser().answer(roots(), 'data:index', { id })).toMatchObject({
      error: { code: 'dataset-of-user-damaged', values: { file: 'files.jsonl' } },
    });
  });
});
