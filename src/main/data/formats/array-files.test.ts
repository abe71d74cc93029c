import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { FileTree } from '../file-tree/file-tree';
import { openFileTree } from '../file-tree/open-file-tree';
import { SourceProblemError } from '../file-tree/source-problem-error';
import { sourcesForTests } from '../file-tree/testing/source-folder';
import { unpickle } from './cifar/unpickle';
import type { SourceExample } from './data-format';
import { cifar } from './cifar/cifar';
import { hdf5 } from './hdf5/hdf5';
import { idx } from './idx/idx';
import { matlab } from './matlab/matlab';
import { numpy } from './numpy/numpy';
import { recognizeFormats } from './recognize';
import { linesOf, readFormat, readSource } from './testing/read-source';

const FIXTURES = join(__dirname, 'testing', 'fixtures');
const { signal } = new AbortController();
const sources = sourcesForTests();
const opened: FileTree[] = [];

afterEach(async () => {
  for (const tree of opened.splice(0)) await tree.close();
});

async function fixture(path: string): Promise<FileTree> {
  const tree = await openFileTree(join(FIXTURES, path), { signal });
  opened.push(tree);
  return tree;
}

interface Expected {
  readonly gray: readonly number[];
  readonly color: readonly number[];
  readonly labels: readonly number[];
}
const expected: Expected = JSON.parse(readFileSync(join(FIXTURES, 'expected.json'), 'utf8'));

/** The pixels of all images, one after the other. */
const pixelsOf = (examples: readonly SourceExample[]) =>
  examples.flatMap(({ content }) => (content.type === 'pixels' ? [...content.pixels] : []));
/** In the order of the fixtures: those of the training split are the first. */
const inOrder = (examples: readonly SourceExample[]) =>
  [...examples].sort((left, right) => Number(left.split === 'test') - Number(right.split === 'test'));
const targetsOf = (examples: readonly SourceExample[]) =>
  linesOf(examples).map((line) => line.slice(line.lastIndexOf(' ') + 1));

const LABELS = expected.labels.map(String);
const SPLITS = ['train', 'train', 'train', 'train', 'test', 'test'];

describe('array files of the real libraries', () => {
  it.each([
    { source: 'idx', format: 'idx', pixels: expected.gray, targets: LABELS, splits: SPLITS },
    {
      source: 'npz',
      file: 'keras.npz',
      format: 'numpy',
      pixels: expected.gray,
      targets: LABELS,
      splits: SPLITS,
    },
    { source: 'npz', file: 'float.npz', format: 'numpy', pixels: expected.color, targets: LABELS },
    {
      source: 'npz',
      file: 'half.npz',
      format: 'numpy',
      pixels: expected.gray,
      targets: ['a', 'b', 'c', 'a', 'b', 'c'],
    },
    { source: 'npz', file: 'channels-first.npz', format: 'numpy', pixels: expected.color, targets: LABELS },
    { source: 'npy', format: 'numpy', pixels: expected.color, targets: LABELS },
    {
      source: 'bool',
      format: 'numpy',
      pixels: expected.gray.map((value) => (value > 127 ? 255 : 0)),
      targets: ['no', 'yes', 'yes', 'no', 'no', 'yes'],
    },
    {
      source: 'hdf5',
      format: 'hdf5',
      pixels: expected.color,
      targets: ['non-cat', 'cat', 'dog', 'non-cat', 'cat', 'dog'],
      classNames: ['non-cat', 'cat', 'dog'],
      splits: SPLITS,
    },
    {
      source: 'hdf5-groups',
      format: 'hdf5',
      pixels: expected.gray,
      targets: LABELS,
      splits: ['train', 'train', 'train', 'train', 'validation', 'validation'],
    },
    { source: 'pickle', format: 'cifar', pixels: expected.gray, targets: LABELS, splits: SPLITS },
  ])(
    'give images, labels and splits: $source $file',
    async ({ source, file, format, pixels, targets, splits, classNames }) => {
      const read = await readSource(await fixture(join(source, file ?? '')));
      const examples = inOrder(read.examples);
      expect(read.format).toBe(format);
      expect(pixelsOf(examples)).toEqual(pixels);
      expect(targetsOf(examples)).toEqual(targets);
      expect(examples.map(({ split }) => split)).toEqual(splits ?? Array.from({ length: 6 }, () => null));
      expect(read.outline.classNames).toEqual(classNames ?? [...new Set(targets)].sort());
      expect(read.problems.filter((problem) => !problem.startsWith('values-scaled'))).toEqual([]);
      const { content } = examples[0] ?? {};
      expect(content).toMatchObject({ shape: [5, 4, pixels.length / 120] });
    },
  );

  it('of MATLAB have their axes in reverse: rows of X are rows of the image', async () => {
    const { format, outline, examples, problems } = await readSource(await fixture('mat'));
    expect(format).toBe('matlab');
    expect(outline.classNames).toEqual(['1', '2', '3']);
    const train = examples.filter(({ split }) => split === 'train');
    expect(pixelsOf(train)).toEqual(expected.color);
    expect(targetsOf(train)).toEqual(expected.labels.map((label) => String(label + 1)));
    expect(examples.filter(({ split }) => split === 'test')).toHaveLength(2);
    expect(problems).toEqual([]);
  });

  it('of MATLAB may have a row for each example', async () => {
    const { outline, examples } = await readSource(await fixture('mat-rows'));
    expect(outline.classNames).toEqual(['0', '1', '2']);
    const first = examples[0]?.content;
    expect(first).toMatchObject({ type: 'pixels', shape: [5, 5, 1] });
    expect(first?.type === 'pixels' && [...first.pixels.subarray(0, 3)]).toEqual([0, 16, 32]);
  });

  it('of MATLAB 7.3 are HDF5 with reversed axes; texts among them are no labels', async () => {
    const { format, outline, examples, problems } = await readSource(await fixture('mat73'));
    expect(format).toBe('hdf5');
    expect(outline.classNames).toEqual(['1', '2', '3']);
    expect(pixelsOf(examples)).toEqual(expected.color);
    expect(targetsOf(examples)).toEqual(expected.labels.map((label) => String(label + 1)));
    expect(problems).toEqual([]);
  });

  it('are read out of a zip archive, too', async () => {
    const bytes = readFileSync(join(FIXTURES, 'hdf5', 'sets.h5'));
    const tree = await sources.openZip([{ name: 'data/sets.h5', content: bytes }]);
    const { format, examples } = await readSource(tree);
    expect(format).toBe('hdf5');
    expect(pixelsOf(inOrder(examples))).toEqual(expected.color);
  });

  it('give several numbers to predict', async () => {
    const { outline, examples } = await readSource(await fixture('regression'));
    expect(outline).toMatchObject({ target: 'numbers', targetNames: ['y #1', 'y #2'], classNames: [] });
    const { target } = examples[5] ?? {};
    expect(target).toMatchObject({ type: 'numbers', values: [expect.closeTo(10 / 11), 1] });
  });

  it('note in which range the values were', async () => {
    expect((await readSource(await fixture('npz/float.npz'))).problems).toEqual(['values-scaled float.npz']);
    expect((await readSource(await fixture('npz/keras.npz'))).problems).toEqual([]);
  });
});

describe('CIFAR', () => {
  const reference = readFileSync(join(FIXTURES, 'cifar.npy')).subarray(128);
  /** `[height, width, channels]` of the planes that CIFAR stores. */
  const image = (index: number) =>
    Array.from({ length: 3072 }, (_, at) => reference[index * 3072 + (at % 3) * 1024 + Math.floor(at / 3)]);

  it.each([
    ['cifar-10-binary', ['one', 'two', 'three', 'four'], [0, 1, 2, 3]],
    ['cifar-10-python-0', ['one', 'two', 'four'], [0, 1, 3]],
    ['cifar-10-python-2', ['one', 'two', 'four'], [0, 1, 3]],
    ['cifar-10-python-4', ['one', 'two', 'four'], [0, 1, 3]],
    ['cifar-10-python-5', ['one', 'two', 'four'], [0, 1, 3]],
  ])('10: %s', async (folder, targets, images) => {
    const { format, outline, examples, problems } = await readSource(await fixture(folder));
    expect(format).toBe('cifar');
    expect(outline.classNames).toEqual(['zero', 'one', 'two', 'three', 'four']);
    expect(targetsOf(examples)).toEqual(targets);
    expect(examples.map(({ split }) => split).filter((split) => split === 'test')).toHaveLength(1);
    expect(pixelsOf(examples)).toEqual(images.flatMap(image));
    expect(problems).toEqual([]);
  });

  it('100, with fine labels or coarse ones', async () => {
    const tree = await fixture('cifar-100-binary');
    const fine = await readSource(tree);
    expect(fine.questions).toEqual(['labels', 'label2']);
    const both = await readSource(tree, { label2: 'coarse labels' });
    expect(both.outline.columns?.map(({ kind }) => kind)).toEqual(['class', 'class']);
    expect(both.outline.columns?.[0]?.names).toEqual(fine.outline.classNames);
    expect(fine.outline.classNames).toEqual(['apple', 'baby', 'clock', 'dog']);
    expect(linesOf(inOrder(fine.examples))[2]).toBe('train.bin#data[2] train clock');
    const coarse = await readSource(tree, { labels: 'coarse labels' });
    expect(coarse.outline.classNames).toEqual(['thing', 'being']);
  });
});

describe('files that bring more than data', () => {
  it.each([
    ['evil.pkl', cifar, 'pickle-refused', /^(posix|os)\.system$/],
    ['evil-0.pkl', cifar, 'pickle-refused', /^(posix|os)\.system$/],
    ['object.pkl', cifar, 'object-array', undefined],
    ['object.npy', numpy, 'object-array', undefined],
    ['structured.npy', numpy, 'unsupported-array', /structured/],
    ['version4.mat', matlab, 'unsupported-array', /MATLAB 4/],
    ['cells.mat', matlab, 'unsupported-array', /x/],
    ['complex.npy', numpy, 'unsupported-array', /c8/],
  ])('are refused by name, and nothing of them is run: %s', async (file, format, reason, detail) => {
    const tree = await fixture(join('bad', file));
    expect(await format.recognize(tree, {})).toBeNull();
    const error = await format.outline(tree, {}, signal).catch((one: unknown) => one);
    expect(error).toBeInstanceOf(SourceProblemError);
    const { problem } = error as SourceProblemError;
    expect(problem).toMatchObject({ reason, path: file });
    if (detail !== undefined) expect(problem.detail).toMatch(detail);
    expect(existsSync('/tmp/netloom-evil')).toBe(false);
  });

  it('do not hide the good ones beside them', async () => {
    const good = readFileSync(join(FIXTURES, 'npz', 'keras.npz'));
    const tree = await sources.openFolder({
      'good.npz': good,
      'cut.npz': good.subarray(0, 300),
      'notes.txt': 'x',
    });
    const { examples, problems } = await readSource(tree);
    expect(examples).toHaveLength(6);
    expect([...problems].sort()).toEqual(['damaged-archive cut.npz', 'not-an-example notes.txt']);
  });
});

describe('malformed array files', () => {
  const formats = [cifar, hdf5, idx, matlab, numpy];
  const files = [
    'idx',
    'hdf5',
    'mat',
    'mat-rows',
    'mat73',
    'npz',
    'npy',
    'pickle',
    'cifar-10-python-0',
    'cifar-10-python-4',
  ].flatMap((folder) =>
    readdirSync(join(FIXTURES, folder)).map((name) => ({
      name,
      bytes: readFileSync(join(FIXTURES, folder, name)),
    })),
  );

  async function readAsAll(name: string, bytes: Uint8Array): Promise<void> {
    const tree = await sources.openFile(name, bytes);
    for (const format of formats) {
      await readFormat(format, tree).catch((error: unknown) => {
        expect(error).toBeInstanceOf(SourceProblemError);
      });
    }
  }

  it('end in a problem, never in anything else', async () => {
    const change = fc.record({
      place: fc.nat(),
      byte: fc.nat(255),
      end: fc.double({ min: 0.05, max: 1, noNaN: true }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...files),
        fc.array(change, { minLength: 1, maxLength: 3 }),
        async ({ name, bytes }, changes) => {
          const damaged = Buffer.from(bytes);
          for (const { place, byte } of changes) damaged[place % Math.min(damaged.length, 400)] = byte;
          const [{ end } = { end: 1 }] = changes;
          const left = damaged.subarray(0, Math.ceil(damaged.length * end));
          await readAsAll(name, left).catch((error: unknown) => {
            expect(error).toBeInstanceOf(SourceProblemError);
          });
        },
      ),
      { numRuns: 300 },
    );
  });

  it('are no pickles', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        try {
          unpickle(bytes, 'x.pkl');
        } catch (error) {
          expect(error).toBeInstanceOf(SourceProblemError);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

it('an array that is neither is named', async () => {
  const tree = await fixture('bad');
  expect((await recognizeFormats(tree)).map(({ format }) => format.id)).toEqual([]);
});

describe('several arrays of labels', () => {
  it.each(['npz-labels', 'hdf5-labels', 'mat-labels'])(
    'are asked for one after the other: %s',
    async (folder) => {
      const tree = await fixture(folder);
      const asked = async (answers: Readonly<Record<string, string>>) =>
        (await readSource(tree, answers)).questions;
      expect(await asked({})).toEqual(['labels', 'label2', 'number1']);
      const labels = { labels: 'labels', label2: 'box', label3: 'tags', label4: 'age' };
      expect(await asked({ ...labels, number1: 'size' })).toEqual([
        ...['labels', 'label2', 'label3', 'kind3', 'label4', 'label5', 'number1'],
      ]);
      const { outline, examples, problems } = await readSource(tree, { ...labels, number1: 'size' });
      expect(outline).toMatchObject({
        ...{ target: 'columns', classNames: ['0', '1', '2'], exampleCount: 5 },
        targetNames: ['labels', 'box', 'tags', 'age'],
        columns: [
          { name: 'labels', kind: 'class', names: ['0', '1', '2'] },
          { name: 'box', kind: 'numbers', names: ['box #1', 'box #2', 'box #3', 'box #4'] },
          { name: 'tags', kind: 'classes', names: ['0', '1', '2'] },
          { name: 'age', kind: 'numbers', names: ['age'] },
          { name: 'size', kind: 'features', names: ['size #1', 'size #2'] },
        ],
      });
      expect(examples.map(({ target }) => target.type === 'columns' && target.values)).toEqual([
        ['0', [0, 1, 2, 3], ['0', '2'], 1.5, [0.5, 0]],
        ['1', [10, 11, 12, 13], [], 2.5, [1.5, 2]],
        ['2', [20, 21, 22, 23], ['0', '1', '2'], 3.5, [2.5, 4]],
        ['0', [30, 31, 32, 33], ['1'], 4.5, [3.5, 6]],
        ['1', [40, 41, 42, 43], ['0'], 5.5, [4.5, 8]],
      ]);
      // The last one has no age.
      expect(problems).toEqual([expect.stringMatching(/^bad-value all\.\w+:5$/)]);
      expect(pixelsOf(examples)).toEqual(expected.gray.slice(0, 5 * 20));
      // Numbers instead of classes, where that is the answer.
      const { outline: other } = await readSource(tree, { ...labels, kind3: 'numbers' });
      expect(other.columns?.[2]).toEqual({
        name: 'tags',
        kind: 'numbers',
        names: ['tags #1', 'tags #2', 'tags #3'],
      });
      expect((await readSource(tree)).outline).toMatchObject({ target: 'class', exampleCount: 6 });
    },
  );
});
