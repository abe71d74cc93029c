import fc from 'fast-check';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { sourcesForTests } from '../file-tree/testing/source-folder';
import { foundFiles, recognizeFormats } from './recognize';
import { splitInName, splitOfName } from './split-names';
import { linesOf, readFormat, readSource } from './testing/read-source';

const sources = sourcesForTests();

/** A gray image. @param valueAt by the place of a pixel */
function grayPng(side: number, valueAt: (at: number) => number): Buffer {
  const png = new PNG({ width: side, height: side });
  for (let at = 0; at < side * side; at += 1)
    png.data.set([valueAt(at), valueAt(at), valueAt(at), 255], 4 * at);
  return PNG.sync.write(png, { colorType: 0, inputHasAlpha: true });
}

/** Empty files of these paths. */
const files = (...paths: string[]) => Object.fromEntries(paths.map((path) => [path, '']));

describe('class folders', () => {
  it('are the classes', async () => {
    const tree = await sources.openFolder(files('dogs/1.jpg', 'cats/2.PNG', 'cats/1.jpg'));
    const { format, others, questions, outline, examples, problems } = await readSource(tree);
    expect({ format, others, questions, problems }).toEqual({
      ...{ format: 'class-folders', others: ['images'], questions: [], problems: [] },
    });
    expect(outline).toMatchObject({ target: 'class', classNames: ['cats', 'dogs'], exampleCount: 3 });
    expect(linesOf(examples)).toEqual(['cats/1.jpg - cats', 'cats/2.PNG - cats', 'dogs/1.jpg - dogs']);
    expect(examples[0]?.content).toEqual({ type: 'file', path: 'cats/1.jpg' });
  });

  it.each([
    ['train', 'val', 'test'],
    ['training', 'valid', 'testing'],
    ['Training_Set', 'validation-set', 'Test Set'],
    ['train2017', 'val2017', 'eval'],
    ['TRAIN', 'dev', 'evaluation'],
    ['訓練集', '驗證', '测试集'],
  ])('lie in folders of splits: %s, %s, %s', async (train, validation, test) => {
    const paths = [train, validation, test].flatMap((split) => [
      `set/${split}/a/1.png`,
      `set/${split}/b/2.png`,
    ]);
    const { outline, examples } = await readSource(await sources.openFolder(files(...paths)));
    expect(outline.classNames).toEqual(['a', 'b']);
    const splits = new Map(examples.map(({ key, split }) => [key.split('/')[1], split]));
    expect(splits).toEqual(
      new Map([
        [train, 'train'],
        [validation, 'validation'],
        [test, 'test'],
      ]),
    );
  });

  it('hold folders of splits', async () => {
    const tree = await sources.openFolder(
      files('a/train/1.png', 'a/test/2.png', 'b/train/1.png', 'b/test/2.png'),
    );
    const { outline, examples } = await readSource(tree);
    expect(outline.classNames).toEqual(['a', 'b']);
    expect(linesOf(examples)).toEqual([
      ...['a/test/2.png test a', 'a/train/1.png train a', 'b/test/2.png test b', 'b/train/1.png train b'],
    ]);
  });

  it('are found below the archive’s own folder, and in doubled folders of splits', async () => {
    const paths = ['train/train/a/1.png', 'train/train/b/2.png', 'test/test/a/3.png', 'test/test/b/4.png'];
    const tree = await sources.openZip(paths.map((path) => ({ name: `my data/v2/${path}` })));
    const { outline, examples } = await readSource(tree);
    expect(outline.classNames).toEqual(['a', 'b']);
    expect(examples.map(({ split }) => split)).toEqual(['test', 'test', 'train', 'train']);
  });

  it('may be called train, where that is a class', async () => {
    const tree = await sources.openFolder(files('car/1.png', 'plane/2.png', 'train/3.png'));
    expect((await readSource(tree)).outline.classNames).toEqual(['car', 'plane', 'train']);
    const { questions, problems } = await readSource(tree, { splits: 'splits' });
    expect(questions).toEqual(['splits']);
    expect(problems).toContain('outside-classes car/1.png');
  });

  it('beside folders of splits lie outside', async () => {
    const tree = await sources.openFolder(
      files('train/a/1.png', 'test/a/2.png', 'extra/3.png', 'train/4.png'),
    );
    const { outline, problems } = await readSource(tree);
    expect(outline.exampleCount).toBe(2);
    expect([...problems].sort()).toEqual(['outside-classes extra/3.png', 'outside-classes train/4.png']);
  });

  it('may be nested: what that means is asked, the guess first', async () => {
    const paths = ['animals/birds/1.png', 'animals/cats/2.png', 'animals/3.png', 'plants/trees/4.png'];
    const tree = await sources.openFolder(files(...paths));
    const [recognized] = await recognizeFormats(tree);
    const [question] = recognized?.recognition.questions ?? [];
    expect(question).toMatchObject({ id: 'nesting', guess: 'top', isOpen: false });
    expect(question?.choices.map(({ value }) => value)).toEqual(['top', 'last', 'path']);
    expect((await readSource(tree)).outline.classNames).toEqual(['animals', 'plants']);
    expect((await readSource(tree, { nesting: 'last' })).outline.classNames).toEqual([
      ...['animals', 'birds', 'cats', 'trees'],
    ]);
    expect((await readSource(tree, { nesting: 'path' })).outline.classNames).toContain('animals/birds');
  });

  it('are the inner ones where they repeat in the outer ones', async () => {
    const tree = await sources.openFolder(
      files('color/oak/1.png', 'color/fir/2.png', 'gray/oak/3.png', 'gray/fir/4.png'),
    );
    expect((await readSource(tree)).outline.classNames).toEqual(['fir', 'oak']);
  });

  it('are one class in both compositions of Unicode', async () => {
    const [composed, decomposed] = ['é', 'é'.normalize('NFD')];
    const tree = await sources.openFolder(files(`${composed}/1.png`, `${decomposed}/2.png`, 'b/3.png'));
    const { outline, examples, problems } = await readSource(tree);
    expect(outline.classNames).toEqual(['b', 'é']);
    expect(examples.filter(({ target }) => target.type === 'class' && target.name === 'é')).toHaveLength(2);
    expect(problems).toEqual([`names-merged ${composed}`]);
  });

  it('drop nothing silently: files that are no images, images of no class, empty classes', async () => {
    const tree = await sources.openFolder({
      ...files('a/1.png', 'b/2.png', 'logo.png', 'a/notes.txt', 'README.md', 'c/', 'd/only.txt'),
      'a/without extension': Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
      'b/unknown.xyz': 'no image',
    });
    const { examples, problems } = await readSource(tree);
    expect(examples.map(({ key }) => key)).toEqual(['a/1.png', 'a/without extension', 'b/2.png']);
    expect([...problems].sort()).toEqual([
      ...['empty-class c', 'empty-class d', 'not-an-example README.md', 'not-an-example a/notes.txt'],
      ...['not-an-example b/unknown.xyz', 'not-an-example d/only.txt', 'outside-classes logo.png'],
    ]);
  });

  it('are in the order of their numbers, where all are numbers; else as Keras sorts them', async () => {
    const numbers = Array.from({ length: 300 }, (_, index) => String(index));
    const tree = await sources.openFolder(files(...numbers.map((name) => `${name}/1.png`)));
    expect((await readSource(tree, {})).outline.classNames).toEqual(numbers);
    const words = await sources.openFolder(files('b/1.png', 'B/1.png', 'a/1.png', '10/1.png'));
    expect((await readSource(words)).outline.classNames).toEqual(['10', 'B', 'a', 'b']);
  });

  it('hold every image once, or it is among the problems, whatever the tree', async () => {
    const segment = fc.constantFrom('a', 'b', 'train', 'test', 'images', 'masks', 'c');
    const path = fc
      .tuple(fc.array(segment, { maxLength: 4 }), fc.constantFrom('1.png', '2.jpg', 'x.txt', '1_mask.png'))
      .map(([folders, name]) => [...folders, name].join('/'));
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(path, { minLength: 1, maxLength: 15 }), async (paths) => {
        const tree = await sources.openZip(paths.map((name) => ({ name })));
        for (const { format } of await recognizeFormats(tree)) {
          const { outline, examples } = await readFormat(format, tree);
          const found = examples.flatMap(({ key, target }) => [
            key,
            ...(target.type === 'mask' ? [target.path] : []),
          ]);
          const reported = outline.problems.flatMap(({ reason, path: at }) =>
            reason === 'empty-class' || reason === 'names-merged' ? [] : [at],
          );
          expect([...found, ...reported].sort()).toEqual([...paths].sort());
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('images and masks', () => {
  it.each([
    [
      ['images/1.jpg', 'masks/1.png', 'images/2.jpg', 'masks/2.png'],
      ['images/1.jpg - masks/1.png', 'images/2.jpg - masks/2.png'],
    ],
    [['train/Images/1.jpg', 'train/Labels/1.png'], ['train/Images/1.jpg train train/Labels/1.png']],
    [
      ['images/train/1.jpg', 'annotations/train/1_mask.png'],
      ['images/train/1.jpg train annotations/train/1_mask.png'],
    ],
    [['a (1).png', 'a (1)_mask.png'], ['a (1).png - a (1)_mask.png']],
    [['images/1.jpg', 'annotations/trimaps/1.png'], ['images/1.jpg - annotations/trimaps/1.png']],
  ])('belong together by their names: %j', async (paths, lines) => {
    const { format, examples, problems } = await readSource(await sources.openFolder(files(...paths)));
    expect(format).toBe('mask-folders');
    expect(linesOf(examples)).toEqual(lines);
    expect(problems).toEqual([]);
  });

  it('without their other half are named', async () => {
    const tree = await sources.openFolder(
      files('images/1.jpg', 'images/2.jpg', 'images/3.jpg', 'masks/1.png', 'masks/3.png', 'masks/4.png'),
    );
    const { problems } = await readSource(tree);
    expect(problems).toEqual(['mask-without-image masks/4.png', 'missing-mask images/2.jpg']);
  });
});

describe('pairs of images', () => {
  it.each([
    [
      ['noisy/1.jpg', 'clean/1.png', 'noisy/2.jpg', 'clean/2.jpg'],
      ['noisy/1.jpg - clean/1.png', 'noisy/2.jpg - clean/2.jpg'],
    ],
    [['train/LR_bicubic/1.png', 'train/HR/1.png'], ['train/LR_bicubic/1.png train train/HR/1.png']],
    [['a1_lr.png', 'a1_hr.png'], ['a1_lr.png - a1_hr.png']],
  ])('belong together by their names: %j', async (paths, lines) => {
    const { format, outline, examples, problems } = await readSource(
      await sources.openFolder(files(...paths)),
    );
    expect(format).toBe('image-pairs');
    expect(outline.target).toBe('image');
    expect(linesOf(examples)).toEqual(lines);
    expect(problems).toEqual([]);
  });

  it('without their other half are named', async () => {
    const paths = ['lr/1.png', 'lr/2.png', 'lr/3.png', 'hr/1.png', 'hr/3.png', 'hr/4.png', '5.png'];
    const { problems } = await readSource(await sources.openFolder(files(...paths)));
    expect(problems).toEqual([
      'not-an-example 5.png',
      'target-without-image hr/4.png',
      'missing-target lr/2.png',
    ]);
  });

  it.each([
    ['few grays are masks', 'mask-folders', (at: number) => at % 3],
    ['many grays are images', 'image-pairs', (at: number) => at],
  ])('in folders that masks may lie in, too: %s', async (_what, expected, valueAt) => {
    const image = grayPng(8, valueAt);
    const tree = await sources.openFolder({ 'inputs/1.png': image, 'targets/1.png': image });
    const { format, others } = await readSource(tree);
    expect(format).toBe(expected);
    expect(others).toContain(expected === 'mask-folders' ? 'image-pairs' : 'mask-folders');
  });

  it('are no two classes with files of the same names', async () => {
    const { format } = await readSource(await sources.openFolder(files('clean/1.png', 'dirty/1.png')));
    expect(format).toBe('class-folders');
  });
});

it('images without labels are examples without a target', async () => {
  const tree = await sources.openFolder(files('train/1.png', 'test/2.png', 'test/x.txt'));
  const { format, examples, problems } = await readSource(tree);
  expect(format).toBe('images');
  expect(linesOf(examples)).toEqual(['test/2.png test -', 'train/1.png train -']);
  expect(problems).toEqual(['not-an-example test/x.txt']);
});

it('what is in no format is counted by its extensions', async () => {
  const tree = await sources.openFolder(files('a.wav', 'b.wav', 'c.mid', 'README'));
  expect(await recognizeFormats(tree)).toEqual([]);
  expect(foundFiles(tree)).toBe('.wav 2, README 1, .mid 1');
});

it.each([
  ['train', 'train', 'train'],
  ['x_train.npy', null, 'train'],
  ['train-00000-of-00002.parquet', null, 'train'],
  ['trainable', null, null],
  ['test_images', 'test', 'test'],
  ['PublicTest', null, 'test'],
  ['latest', null, null],
  ['train_test', null, null],
])('the split in “%s” is %s as a whole, %s somewhere', (name, whole, part) => {
  expect([splitOfName(name), splitInName(name)]).toEqual([whole, part]);
});
