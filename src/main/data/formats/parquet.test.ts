import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { PNG } from 'pngjs';
import { afterEach, describe, expect, it } from 'vitest';
import type { FileTree } from '../file-tree/file-tree';
import { openFileTree } from '../file-tree/open-file-tree';
import { SourceProblemError, sourceProblem } from '../file-tree/source-problem-error';
import { sourcesForTests } from '../file-tree/testing/source-folder';
import { parquet } from './parquet/parquet';
import { openParquet } from './parquet/parquet-file';
import { linesOf, readFormat, readSource } from './testing/read-source';

const FIXTURES = join(__dirname, 'testing', 'fixtures');
const sources = sourcesForTests();
const opened: FileTree[] = [];

afterEach(async () => {
  for (const tree of opened.splice(0)) await tree.close();
});

async function fixture(path: string): Promise<FileTree> {
  const tree = await openFileTree(join(FIXTURES, path), { signal: new AbortController().signal });
  opened.push(tree);
  return tree;
}

const { gray }: { gray: readonly number[] } = JSON.parse(
  readFileSync(join(FIXTURES, 'expected.json'), 'utf8'),
);

/** Gray values of the encoded images. */
const pixelsOf = (examples: Awaited<ReturnType<typeof readSource>>['examples']) =>
  examples.flatMap(({ content }) => {
    if (content.type !== 'encoded') return [];
    return [...PNG.sync.read(Buffer.from(content.bytes)).data].filter((_, at) => at % 4 === 0);
  });

describe('Parquet', () => {
  it('as Hugging Face writes it: images, names of classes, splits; snappy, zstd, gzip', async () => {
    const { format, outline, examples, problems } = await readSource(await fixture('parquet'));
    expect(format).toBe('parquet');
    expect(outline.classNames).toEqual(['cat', 'dog', 'owl']);
    const ordered = [...examples].sort(
      (left, right) => Number(left.split === 'test') - Number(right.split === 'test'),
    );
    expect(linesOf(ordered)).toEqual([
      'data/train-00000-of-00002.parquet#0 train cat',
      'data/train-00000-of-00002.parquet#1 train dog',
      'data/train-00001-of-00002.parquet#0 train owl',
      'data/train-00001-of-00002.parquet#1 train cat',
      'data/test-00000-of-00001.parquet#0 test dog',
      'data/test-00000-of-00001.parquet#1 test owl',
    ]);
    expect(pixelsOf(ordered)).toEqual(gray);
    expect(problems).toEqual([]);
  });

  it('with images as plain bytes, and lists of labels; lz4', async () => {
    const { outline, examples } = await readSource(await fixture('parquet-tags'));
    expect(outline).toMatchObject({ target: 'classes', classNames: ['a', 'b', 'c'] });
    expect(examples[1]?.target).toEqual({ type: 'classes', names: ['a', 'b'] });
    expect(pixelsOf(examples)).toEqual(gray);
  });

  it('without labels, where that is the answer', async () => {
    expect((await readSource(await fixture('parquet-tags'), { label: '' })).outline.target).toBe('none');
  });

  it('with several labels and numbers beside the images, asked for one after the other', async () => {
    const tree = await fixture('parquet-labels');
    const asked = async (answers: Readonly<Record<string, string>>) =>
      (await readSource(tree, answers)).questions;
    expect(await asked({})).toEqual(['label', 'label2', 'number1']);
    const answers = { label2: 'box', name2: 'corners', label3: 'tags', label4: 'color' };
    expect(await asked({ ...answers, number1: 'age' })).toEqual([
      ...['label', 'label2', 'name2', 'label3', 'label4', 'label5', 'number1'],
    ]);
    const { outline, examples, problems } = await readSource(tree, { ...answers, number1: 'age' });
    expect(outline).toMatchObject({
      ...{ target: 'columns', classNames: ['cat', 'owl', 'dog'], exampleCount: 5 },
      targetNames: ['label', 'corners', 'tags', 'color'],
      columns: [
        // In the order of the file, not of the alphabet.
        { name: 'label', kind: 'class', names: ['cat', 'owl', 'dog'] },
        { name: 'corners', kind: 'numbers', names: ['xmin', 'ymin', 'xmax', 'ymax'] },
        { name: 'tags', kind: 'classes', names: ['a', 'b', 'c'] },
        { name: 'color', kind: 'class', names: ['blue', 'red'] },
        { name: 'age', kind: 'features', names: ['age'] },
      ],
    });
    expect(examples.map(({ target }) => target.type === 'columns' && target.values)).toEqual([
      ['cat', [0, 1, 2, 3], ['a'], 'red', 1.5],
      ['owl', [10, 11, 12, 13], ['a', 'b'], 'blue', 2.5],
      ['dog', [20, 21, 22, 23], [], 'red', 3.5],
      ['cat', [30, 31, 32, 33], ['b'], 'blue', 4.5],
      ['owl', [40, 41, 42, 43], ['c'], 'red', 5.5],
    ]);
    // The last one has no age.
    expect(problems).toEqual(['bad-value train.parquet:5']);
    expect(pixelsOf(examples)).toEqual(gray.slice(0, 5 * 20));
    // Without further answers all is as before.
    expect((await readSource(tree)).outline).toMatchObject({ target: 'class', exampleCount: 6 });
  });

  it('of numbers and texts is a table; brotli', async () => {
    const { format, outline, examples, problems } = await readSource(await fixture('parquet-table'));
    expect(format).toBe('table');
    expect(outline).toMatchObject({
      ...{ target: 'class', classNames: ['a', 'b'], exampleCount: 6 },
      featureNames: ['length', 'kind = x', 'kind = y'],
    });
    expect(examples.map(({ content }) => content.type === 'features' && [...content.values])).toEqual([
      [1.5, 1, 0],
      [2.5, 0, 1],
      [3.5, 1, 0],
      [4.5, 0, 1],
      [5.5, 1, 0],
      [6.5, 0, 1],
    ]);
    expect(linesOf(examples)[1]).toBe('table.parquet#2 - b');
    expect(problems).toEqual([]);
  });

  it('that is damaged ends in a problem', async () => {
    const good = readFileSync(join(FIXTURES, 'parquet-tags', 'all.parquet'));
    await fc.assert(
      fc.asyncProperty(
        fc.nat(),
        fc.nat(255),
        fc.double({ min: 0.1, max: 1, noNaN: true }),
        async (place, byte, end) => {
          const bytes = Buffer.from(good);
          // The description of the file is at its end; parts that it places outside are read beside others (no rejection may be left).
          bytes[bytes.length - 1 - (place % 700)] = byte;
          const tree = await sources.openFile(
            'x.parquet',
            bytes.subarray(0, Math.ceil(end < 0.5 ? end * bytes.length : bytes.length)),
          );
          await readFormat(parquet, tree).catch((error: unknown) => {
            expect(error).toBeInstanceOf(SourceProblemError);
          });
        },
      ),
      { numRuns: 100 },
    );
  });

  it('that cannot be read any more ends in that problem', async () => {
    const tree = await fixture('parquet-tags');
    const [{ path } = { path: '' }] = tree.files;
    let isGone = false;
    const readRange: FileTree['readRange'] = (name, start, length) =>
      isGone ? Promise.reject(sourceProblem('unreadable', name, 'EIO')) : tree.readRange(name, start, length);
    const file = await openParquet({ ...tree, readRange }, path);
    isGone = true;
    const names = file.columns.map(({ name }) => name);
    const problem = { reason: 'unreadable', detail: 'EIO' };
    await expect(file.readGroup(0, names)).rejects.toMatchObject({ problem });
  });
});
