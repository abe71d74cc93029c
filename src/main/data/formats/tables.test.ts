import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sourcesForTests } from '../file-tree/testing/source-folder';
import { scanPixels } from './tables/pixel-scanner';
import { linesOf, readSource } from './testing/read-source';

const sources = sourcesForTests();

const targetsOf = (examples: Parameters<typeof linesOf>[0]) =>
  linesOf(examples).map((line) => line.slice(line.lastIndexOf(' ') + 1));
const valuesOf = (examples: Parameters<typeof linesOf>[0]) =>
  examples.map(({ content }) => (content.type === 'features' ? [...content.values] : []));

describe('tables of pixels', () => {
  const pixels = (seed: number) => Array.from({ length: 784 }, (_, at) => (at * 7 + seed * 31) % 256);
  const header = ['label', ...pixels(0).map((_, at) => `pixel${at}`)].join();
  const rows = [5, 0, 4].map((label, seed) => [label, ...pixels(seed)].join());

  it.each([
    ['a header', 'train.csv', [header, ...rows].join('\n')],
    ['no header', 'mnist.csv', rows.join('\r\n')],
    ['a header of numbers', 'x.csv', [['label', ...pixels(0).map((_, at) => at)].join(), ...rows].join('\n')],
    ['gzip', 'x.csv.gz', gzipSync([header, ...rows].join('\n'))],
    ['quotes and a mark', 'x.csv', `\ufeff${[header, ...rows].join('\n').replace(/[^,\n]+/g, '"$&"')}`],
  ])('are images: %s', async (_name, file, text) => {
    const { format, examples, outline, problems } = await readSource(await sources.openFile(file, text));
    expect(format).toBe('pixel-table');
    expect(targetsOf(examples)).toEqual(['5', '0', '4']);
    expect(outline.classNames).toEqual(['0', '4', '5']);
    expect(examples.map(({ content }) => content)).toEqual(
      [0, 1, 2].map((seed) => ({
        type: 'pixels',
        shape: [28, 28, 1],
        pixels: Uint8Array.from(pixels(seed)),
      })),
    );
    expect(problems).toEqual([]);
  });

  it('name rows that are cut off or hold something else', async () => {
    const text = [header, rows[0], '5,1,2', rows[1]?.replace(',31,', ',x,'), '', rows[2]].join('\n');
    const { examples, problems } = await readSource(await sources.openFile('train.csv', text));
    expect(targetsOf(examples)).toEqual(['5', '4']);
    expect(problems).toEqual(['bad-row train.csv:3', 'bad-row train.csv:4']);
  });

  it('may have the label last, and other ranges', async () => {
    const digits = [0, 1].map((seed) => [
      ...Array.from({ length: 64 }, (_, at) => (at === 0 ? 0 : (at + seed) % 17)),
      seed,
    ]);
    const { examples, problems } = await readSource(
      await sources.openFile('digits.csv', digits.map((row) => row.join()).join('\n')),
    );
    expect(targetsOf(examples)).toEqual(['0', '1']);
    expect(problems).toEqual(['values-scaled digits.csv']);
    const { content } = examples[0] ?? {};
    expect(content).toMatchObject({ shape: [8, 8, 1] });
    expect(content?.type === 'pixels' && [content.pixels[16], content.pixels[8]]).toEqual([255, 128]);
  });

  it('are scanned as they were written, in any number of bytes', () => {
    const cell = fc.oneof(
      fc.nat(255),
      fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }),
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('a', '7', '貓'), cell, cell), { minLength: 1 }),
        (table) => {
          const text = table.map((row) => row.join(';')).join('\n');
          const layout = { delimiter: ';', columns: 3, hasHeader: false, labelColumn: 0 };
          const { values, labels, badRows } = scanPixels(Buffer.from(text), layout);
          expect(badRows).toEqual([]);
          expect(labels).toEqual(table.map(([label]) => label));
          expect(Array.from(values, (value) => value + 0)).toEqual(
            table.flatMap(([, ...numbers]) => numbers.map((value) => Math.fround(value) + 0)),
          );
        },
      ),
    );
  });
});

describe('tables of numbers', () => {
  const iris = 'sepal,petal,color,species\n5.1,3.5,red,a\n4.9,3.0,blue,b\n6.2,2.2,red,a\n5.0,1.1,blue,b\n';

  it('have features of numbers and of categories, and a class', async () => {
    const { format, outline, examples, questions, problems } = await readSource(
      await sources.openFile('iris.csv', iris),
    );
    expect(format).toBe('table');
    expect(outline).toMatchObject({
      ...{ target: 'class', classNames: ['a', 'b'], exampleCount: 4 },
      featureNames: ['sepal', 'petal', 'color = blue', 'color = red'],
      featureKinds: ['number', 'number', 'one-hot', 'one-hot'],
    });
    expect(valuesOf(examples)[0]).toEqual([Math.fround(5.1), 3.5, 0, 1]);
    expect(targetsOf(examples)).toEqual(['a', 'b', 'a', 'b']);
    expect(questions).toEqual(['target', 'label2', 'number1']);
    expect(problems).toEqual([]);
  });

  it('may begin with their size and the names of the classes, as those of scikit-learn do', async () => {
    const rows = ['5.1,3.5,1.4,0.2,0', '4.9,3.0,1.4,0.2,0', '6.2,2.2,4.5,1.5,1', '5.9,3.0,5.1,1.8,2'];
    const text = ['4,4,setosa,versicolor,virginica', ...rows].join('\n');
    const { outline, examples, questions, problems } = await readSource(
      await sources.openFile('iris.csv', text),
    );
    expect(outline).toMatchObject({ target: 'class', featureNames: ['#1', '#2', '#3', '#4'] });
    expect(outline.classNames).toEqual(['setosa', 'versicolor', 'virginica']);
    expect(targetsOf(examples)).toEqual(['setosa', 'setosa', 'versicolor', 'virginica']);
    expect(valuesOf(examples)[2]).toEqual([6.2, 2.2, 4.5, 1.5].map(Math.fround));
    expect([questions, problems]).toEqual([['target', 'label2', 'number1'], []]);
    const prices = ['3,2,', 'ROOMS,TAX,PRICE', '6.5,296,24', '6.4,242,21.6', '7.2,222,34.7'].join('\n');
    const boston = await readSource(await sources.openFile('boston.csv', prices));
    expect(boston.outline).toMatchObject({ featureNames: ['ROOMS', 'TAX'], targetNames: ['PRICE'] });
    expect([boston.examples.length, boston.problems]).toEqual([3, []]);
  });

  it('keep a first row that only looks like sizes', async () => {
    for (const rows of [
      ['5,3,red,blue', '3,3,red,green', '9,4,blue,green', '8,4,blue,red'],
      ['5,1', '3,0', '9,1', '8,0'],
      ['4,2,1', '3,2,0', '6,1,1', '5,1,0'],
    ]) {
      expect((await readSource(await sources.openFile('x.csv', rows.join('\n')))).outline.exampleCount).toBe(
        4,
      );
    }
  });

  it('ask for the target, with the guess first', async () => {
    const tree = await sources.openFile('x.csv', iris);
    const { outline } = await readSource(tree, { target: 'petal' });
    expect(outline).toMatchObject({ target: 'numbers', targetNames: ['petal'] });
    expect((await readSource(tree, { target: '' })).outline).toMatchObject({ target: 'none' });
    const counts = await sources.openFile('y.csv', 'a,target\n1.5,0\n2.5,1\n3.5,0\n4.5,1');
    expect((await readSource(counts)).outline.target).toBe('class');
    expect((await readSource(counts)).questions).toEqual(['target', 'kind']);
    const three = await sources.openFile('z.csv', 'a,b,target\n1.5,2.5,0\n2.5,1,1\n3,3,0\n4,5,1');
    const chosen = await readSource(three, { label2: 'b' });
    expect(chosen.questions).toEqual(['target', 'kind', 'label2']);
    expect(chosen.outline).toMatchObject({
      target: 'columns',
      featureNames: ['a'],
      targetNames: ['target', 'b'],
    });
    expect(targetsOf(chosen.examples)).toEqual(['(0,2.5)', '(1,1)', '(0,3)', '(1,5)']);
    const second = await readSource(three, { number1: 'b' });
    expect(second.questions).toEqual(['target', 'kind', 'label2', 'number1']);
    expect(second.outline).toMatchObject({ featureNames: ['a'], targetNames: ['target'] });
    expect(targetsOf(second.examples)).toEqual(['(0,2.5)', '(1,1)', '(0,3)', '(1,5)']);
    expect((await readSource(counts, { kind: 'numbers' })).outline.target).toBe('numbers');
    const pairs = await sources.openFile(
      'p.csv',
      'a,y_1,y_2,target\n1.5,2.5,3,0\n2.5,1,4,1\n3,3,5,0\n4,5,6,1',
    );
    const grouped = await readSource(pairs, { label2: 'y*' });
    expect(grouped.outline).toMatchObject({ featureNames: ['a'], targetNames: ['target', 'y'] });
    expect(targetsOf(grouped.examples)[0]).toBe('(0,2.5,3)');
    expect(grouped.questions).toEqual(['target', 'kind', 'label2', 'name2']);
  });

  it('leave out row numbers and free text, and name rows with gaps', async () => {
    const rows = Array.from(
      { length: 12 },
      (_, row) => `${row},name ${row},${row === 5 ? '' : row * 0.5},${row === 7 ? '' : row % 2}`,
    );
    const { outline, examples, problems } = await readSource(
      await sources.openFile('x.csv', `id,name,size,label\n${rows.join('\n')}`),
    );
    expect(outline.featureNames).toEqual(['size']);
    expect(examples).toHaveLength(10);
    expect([...problems].sort()).toEqual([
      'bad-label x.csv:9',
      'bad-value x.csv:7',
      'column-left-out x.csv',
      'column-left-out x.csv',
    ]);
  });

  it('come as one file for each split, with semicolons and decimal commas', async () => {
    const tree = await sources.openFolder({
      'train.csv': 'a;b;y\n1,5;2;3\n0,5;1;4,5\n',
      'test.csv': 'a;b;y\n2;2;1,25',
    });
    const { examples, outline } = await readSource(tree);
    expect(outline).toMatchObject({ target: 'numbers', featureNames: ['a', 'b'] });
    expect(linesOf(examples)).toEqual([
      'test.csv#2 test [1.25]',
      'train.csv#2 train [3]',
      'train.csv#3 train [4.5]',
    ]);
    expect(valuesOf(examples)[1]).toEqual([1.5, 2]);
  });
});
