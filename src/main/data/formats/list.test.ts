import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Files, sourcesForTests } from '../file-tree/testing/source-folder';
import { linesOf, readSource } from './testing/read-source';
import { parseDelimited, sniffDelimiter } from './text-tables/delimited';

const sources = sourcesForTests();

/** Four images below `images`, and a list. */
const withList = (name: string, list: string | Uint8Array, more: Files = {}): Files => ({
  ...{ 'images/1.jpg': '', 'images/2.jpg': '', 'images/3 三.jpg': '', 'images/4.jpg': '' },
  [name]: list,
  ...more,
});

const readList = async (name: string, list: string | Uint8Array, answers = {}) =>
  readSource(await sources.openFolder(withList(name, list)), answers);

const FOUR = ['images/1.jpg - a', 'images/2.jpg - b', 'images/3 三.jpg - a', 'images/4.jpg - b'];

describe('lists', () => {
  it.each([
    [
      'CSV',
      'labels.csv',
      'file_name,label\nimages/1.jpg,a\nimages/2.jpg,b\nimages/3 三.jpg,a\nimages/4.jpg,b\n',
    ],
    ['TSV', 'labels.tsv', 'path\tclass\n1.jpg\ta\n2.jpg\tb\n3 三.jpg\ta\n4.jpg\tb'],
    ['semicolons, a byte order mark, CRLF', 'x.csv', '\ufeffid;species\r\n1;a\r\n2;b\r\n3 三;a\r\n4;b\r\n'],
    [
      'quotes',
      'x.csv',
      '"image","label"\n"images/1.jpg","a"\n"images/2.jpg","b"\n"images/3 三.jpg",a\nimages/4.jpg,"b"',
    ],
    ['no header', 'list.txt', 'images/1.jpg,a\nimages/2.jpg,b\nimages/3 三.jpg,a\nimages/4.jpg,b'],
    [
      'backslashes',
      'x.csv',
      'file,label\nimages\\1.jpg,a\n.\\images\\2.jpg,b\nimages\\3 三.jpg,a\nIMAGES\\4.JPG,b',
    ],
    [
      'paths of another machine',
      'x.csv',
      'file,label\n/home/ada/set/images/1.jpg,a\nC:\\set\\images\\2.jpg,b\n/x/3 三.jpg,a\n/4.jpg,b',
    ],
    [
      'a folder of lists',
      'lists/x.csv',
      'file,label\n../images/1.jpg,a\n../images/2.jpg,b\n../images/3 三.jpg,a\n../images/4.jpg,b',
    ],
    [
      'JSON Lines',
      'metadata.jsonl',
      FOUR.map((line) => JSON.stringify({ file_name: line.slice(0, -4), label: line.slice(-1) })).join('\n'),
    ],
    [
      'JSON',
      'x.json',
      JSON.stringify(FOUR.map((line) => ({ file: line.slice(0, -4), label: line.slice(-1) }))),
    ],
    [
      'UTF-16',
      'x.csv',
      Buffer.from('\ufefffile\tlabel\n1.jpg\ta\n2.jpg\tb\n3 三.jpg\ta\n4.jpg\tb', 'utf16le'),
    ],
  ])('give images their class: %s', async (_name, path, text) => {
    const { format, outline, examples, problems } = await readList(path, text);
    expect(format).toBe('list');
    expect(linesOf(examples)).toEqual(FOUR);
    expect(outline.classNames).toEqual(['a', 'b']);
    expect(problems).toEqual([]);
  });

  it('name what is missing, listed twice, without a label, malformed, or not listed', async () => {
    const rows = [
      'file,label',
      '1.jpg,a',
      'gone.jpg,a',
      '1.jpg,b',
      '',
      '2.jpg,',
      '3 三.jpg',
      '../../4.jpg,a',
    ];
    const { examples, problems } = await readList('x.csv', rows.join('\n'));
    expect(linesOf(examples)).toEqual(['images/1.jpg - a', 'images/4.jpg - a']);
    expect([...problems].sort()).toEqual([
      ...['bad-label x.csv:6', 'bad-row x.csv:7', 'listed-twice x.csv:4', 'missing-file x.csv:3'],
      'unlisted-file images/3 三.jpg',
    ]);
  });

  it('have a column of splits, or one list for each', async () => {
    const inColumn = await readList(
      'x.csv',
      'file,label,usage\n1.jpg,a,Training\n2.jpg,b,PublicTest\n3 三.jpg,a,val\n4.jpg,b,',
    );
    expect(linesOf(inColumn.examples)).toEqual([
      ...['images/1.jpg train a', 'images/2.jpg test b', 'images/3 三.jpg validation a', 'images/4.jpg - b'],
    ]);
    const tree = await sources.openFolder(
      withList('train.csv', 'file,label\n1.jpg,a\n2.jpg,b', {
        'test.csv': 'file,label\n3 三.jpg,a\n4.jpg,b',
      }),
    );
    const { examples, problems } = await readSource(tree);
    expect(examples.map(({ split }) => split)).toEqual(['test', 'test', 'train', 'train']);
    expect(problems).toEqual([]);
  });

  it.each([
    ['file,tags\n1.jpg,sky sea\n2.jpg,sea\n3 三.jpg,\n4.jpg,sky', ['{sky,sea}', '{sea}', '{}', '{sky}']],
    ['file,label\n1.jpg,a|b\n2.jpg,b\n3 三.jpg,a\n4.jpg,c', ['{a,b}', '{b}', '{a}', '{c}']],
    ['file,label\n1.jpg,"a, b"\n2.jpg,b\n3 三.jpg,a\n4.jpg,c', ['{a,b}', '{b}', '{a}', '{c}']],
    ['file,sky,sea\n1.jpg,1,1\n2.jpg,0,1\n3 三.jpg,0,0\n4.jpg,1,0', ['{sky,sea}', '{sea}', '{}', '{sky}']],
    ['file,cat,dog\n1.jpg,1,0\n2.jpg,0,1\n3 三.jpg,0,1\n4.jpg,1,0', ['cat', 'dog', 'dog', 'cat']],
    ['file,age\n1.jpg,21.5\n2.jpg,7\n3 三.jpg,-1e1\n4.jpg,30', ['[21.5]', '[7]', '[-10]', '[30]']],
    ['file;x;y\n1.jpg;1,5;2\n2.jpg;2;3\n3 三.jpg;0,5;1\n4.jpg;1;1', ['[1.5,2]', '[2,3]', '[0.5,1]', '[1,1]']],
    ['file,digit\n1.jpg,10\n2.jpg,2\n3 三.jpg,2\n4.jpg,0', ['10', '2', '2', '0']],
  ])('have several labels, columns of classes, or numbers: %j', async (text, targets) => {
    const { examples } = await readList('x.csv', text);
    expect(linesOf(examples).map((line) => line.slice(line.lastIndexOf(' - ') + 3))).toEqual(targets);
  });

  it('have masks', async () => {
    const tree = await sources.openFolder(
      withList('x.csv', 'image,mask\nimages/1.jpg,m/1.png\nimages/2.jpg,m/gone.png', { 'm/1.png': '' }),
    );
    const { examples, outline, problems } = await readSource(tree);
    expect(outline.target).toBe('mask');
    expect(linesOf(examples)).toEqual(['images/1.jpg - m/1.png']);
    expect(problems).toContain('missing-mask x.csv:3');
  });

  it('have second images, where their names or an answer say so', async () => {
    const lines = 'lr,hr\nimages/1.jpg,m/1.png\nimages/2.jpg,m/gone.png';
    const { outline, examples, problems, questions } = await readSource(
      await sources.openFolder(withList('x.csv', lines, { 'm/1.png': '' })),
    );
    expect([outline.target, questions]).toEqual(['image', ['kind']]);
    expect(examples.map(({ target }) => target)).toEqual([{ type: 'image', path: 'm/1.png' }]);
    expect(problems).toContain('missing-target x.csv:3');
    const masks = lines.replace('lr,hr', 'image,mask');
    const tree = await sources.openFolder(withList('x.csv', masks, { 'm/1.png': '' }));
    expect((await readSource(tree)).outline.target).toBe('mask');
    expect((await readSource(tree, { kind: 'image' })).outline.target).toBe('image');
  });

  it('have second images beside other labels, one of them first', async () => {
    const list = withList(
      'x.csv',
      'image,class,depth,right\nimages/1.jpg,cat,d/1.png,r/1.png\nimages/2.jpg,dog,d/2.png,r/2.png\nimages/4.jpg,dog,d/gone.png,r/2.png',
      { 'd/1.png': '', 'd/2.png': '', 'r/1.png': '', 'r/2.png': '' },
    );
    const tree = await sources.openFolder(list);
    const beside = await readSource(tree, { label: 'class', label2: 'depth', label3: 'right' });
    expect(beside.questions).toEqual(expect.arrayContaining(['label2', 'kind2', 'label3', 'kind3']));
    expect(linesOf(beside.examples)).toEqual([
      'images/1.jpg - (cat,d/1.png,r/1.png)',
      'images/2.jpg - (dog,d/2.png,r/2.png)',
    ]);
    expect(beside.outline).toMatchObject({
      target: 'columns',
      targetNames: ['class', 'depth', 'right'],
      columns: [{ kind: 'class' }, { name: 'depth', kind: 'image' }, { name: 'right', kind: 'image' }],
    });
    expect(beside.problems).toContain('missing-target x.csv:4');
    expect(beside.problems).not.toContain('unlisted-file d/1.png');
    const masks = await readSource(tree, { label: 'depth', label2: 'right', kind2: 'mask' });
    expect(masks.outline.columns).toMatchObject([
      { name: 'depth', kind: 'image' },
      { name: 'right', kind: 'mask' },
    ]);
  });

  it('have a mask beside other labels, whichever comes first', async () => {
    const list = withList(
      'x.csv',
      'image,mask,animal,age\nimages/1.jpg,m/1.png,cat,3\nimages/2.jpg,m/2.png,dog,4\nimages/4.jpg,m/gone.png,dog,5',
      { 'm/1.png': '', 'm/2.png': '' },
    );
    const tree = await sources.openFolder(list);
    const asked = await readSource(tree);
    expect(asked.outline.target).toBe('mask');
    expect(asked.questions).toEqual(['label', 'kind', 'label2', 'number1']);
    const first = await readSource(tree, { label2: 'animal', number1: 'age' });
    expect(linesOf(first.examples)).toEqual([
      'images/1.jpg - (m/1.png,cat,3)',
      'images/2.jpg - (m/2.png,dog,4)',
    ]);
    expect(first.problems).toContain('missing-mask x.csv:4');
    // A mask is no image that no list names.
    expect(first.problems).not.toContain('unlisted-file m/1.png');
    expect(first.outline).toMatchObject({
      target: 'columns',
      classNames: ['cat', 'dog'],
      targetNames: ['mask', 'animal'],
      columns: [
        { name: 'mask', kind: 'mask' },
        { name: 'animal', names: ['cat', 'dog'] },
        { kind: 'features' },
      ],
    });
    const second = await readSource(tree, { label: 'animal', label2: 'mask' });
    expect(second.questions).toContain('kind2');
    expect(linesOf(second.examples)).toEqual([
      'images/1.jpg - (cat,m/1.png)',
      'images/2.jpg - (dog,m/2.png)',
    ]);
    const only = await readSource(tree, { label: 'animal' });
    expect(linesOf(only.examples)).toHaveLength(3);
  });

  it('ask which of several columns is the label, the guess first', async () => {
    const text = 'file,color,shape\n1.jpg,red,a\n2.jpg,blue,b\n3 三.jpg,green,a\n4.jpg,red,b';
    const { questions, outline } = await readList('x.csv', text);
    expect(questions).toEqual(['label', 'label2']);
    expect(outline.classNames).toEqual(['a', 'b']);
    expect((await readList('x.csv', text, { label: 'color' })).outline.classNames).toEqual([
      'blue',
      'green',
      'red',
    ]);
    expect((await readList('x.csv', text, { label: '' })).outline.target).toBe('none');
  });

  it('have a class with a box, several classes and numbers as further labels', async () => {
    const rows = [
      '1.jpg,cat,1,2,30,40,.5',
      '2.jpg,dog,5,6,70,80,1.5',
      '3 三.jpg,cat,0,0,9,9,2',
      '4.jpg,dog,3,3,4,4,4',
    ];
    const text = ['file,label,xmin,ymin,xmax,ymax,age', ...rows].join('\n');
    const { examples, outline, questions } = await readList('x.csv', text, { label2: 'box', label3: 'age' });
    expect(questions).toEqual(['label', 'label2', 'name2', 'label3']);
    expect(outline).toMatchObject({ target: 'columns', targetNames: ['label', 'box', 'age'] });
    expect(outline.columns).toEqual([
      { name: 'label', kind: 'class', names: ['cat', 'dog'] },
      { name: 'box', kind: 'numbers', names: ['xmin', 'ymin', 'xmax', 'ymax'] },
      { name: 'age', kind: 'numbers', names: ['age'] },
    ]);
    expect(examples.map(({ target }) => target)[0]).toEqual({
      type: 'columns',
      values: ['cat', [1, 2, 30, 40], 0.5],
    });
    // Another name for the group; what it cannot be called is left as it was.
    const namesWith = async (name2: string) =>
      (await readList('x.csv', text, { label2: 'box', label3: 'age', name2 })).outline.targetNames;
    expect(await namesWith(' corners ')).toEqual(['label', 'corners', 'age']);
    for (const name of ['', ' ', 'age', 'xmin', 'label'])
      expect(await namesWith(name)).toEqual(['label', 'box', 'age']);
    // No group is called as the first label is.
    const boxed = text.replace('file,label', 'file,box');
    const { columns = [] } = (await readList('x.csv', boxed, { label: 'box', label2: 'box' })).outline;
    expect(columns.map(({ name }) => name)).toEqual(['box', 'xmin, ymin, xmax, ymax']);
    // All that are numbers.
    const all = await readList('x.csv', text, { label2: '*' });
    expect(all.outline.columns?.[1]?.names).toEqual(['xmin', 'ymin', 'xmax', 'ymax', 'age']);
  });

  it('group columns by the beginning of their names, and several classes by a separator or a column each', async () => {
    const rows = [
      '1.jpg,cat,1,2,3,4,red|big,1,0',
      '2.jpg,dog,5,6,7,8,,0,1',
      '3 三.jpg,cat,0,0,9,9,big,1,1',
      '4.jpg,dog,3,3,4,x,red,0,0',
    ];
    const head = 'file,label,eye_left_x,eye_left_y,eye_right_x,eye_right_y,tags,is old,is new';
    const text = [head, ...rows].join('\n');
    const answers = { label2: 'eye_left*', label3: 'tags', label4: 'is*' };
    const { examples, outline, questions } = await readList('x.csv', text, answers);
    expect(questions).toEqual([
      'label',
      'label2',
      'name2',
      'label3',
      'kind3',
      'label4',
      'name4',
      'kind4',
      'label5',
      'number1',
    ]);
    expect(outline.columns).toEqual([
      { name: 'label', kind: 'class', names: ['cat', 'dog'] },
      { name: 'eye_left', kind: 'numbers', names: ['eye_left_x', 'eye_left_y'] },
      { name: 'tags', kind: 'classes', names: ['big', 'red'] },
      { name: 'is', kind: 'classes', names: ['is old', 'is new'] },
    ]);
    expect(examples.map(({ target }) => target.type === 'columns' && target.values.slice(1))).toEqual([
      [[1, 2], ['red', 'big'], ['is old']],
      [[5, 6], [], ['is new']],
      [[0, 0], ['big'], ['is old', 'is new']],
      [[3, 3], ['red'], []],
    ]);
    // One class each: rows with none or two of them are problems.
    const one = await readList('x.csv', text, { label2: 'is*', kind2: 'class' });
    expect(one.examples).toHaveLength(2);
    expect(one.problems).toContain('bad-label x.csv:4');
  });

  it('have numbers beside the image, which are no labels', async () => {
    const rows = ['1.jpg,cat,21.5,60', '2.jpg,dog,7,', '3 三.jpg,cat,30,55', '4.jpg,dog,12,x'];
    const text = ['file,label,age,weight', ...rows].join('\n');
    const { examples, outline, questions } = await readList('x.csv', text, { number1: 'age' });
    expect(questions).toEqual(['label', 'label2', 'number1']);
    expect(outline).toMatchObject({ target: 'columns', classNames: ['cat', 'dog'], targetNames: ['label'] });
    expect(outline.columns?.slice(1)).toEqual([{ name: 'age', kind: 'features', names: ['age'] }]);
    expect(examples.map(({ target }) => target.type === 'columns' && target.values)).toEqual([
      ['cat', 21.5],
      ['dog', 7],
      ['cat', 30],
      ['dog', 12],
    ]);
    // A row without one of them is a problem, and says which.
    const good = text.replace('12,x', '12,');
    const both = await readList('x.csv', good, { number1: 'weight', number2: 'age' });
    expect(both.questions).toEqual(['label', 'label2', 'number1', 'number2']);
    expect(both.outline.columns?.[1]).toEqual({
      ...{ name: 'weight, age', kind: 'features', names: ['weight', 'age'] },
    });
    expect(both.examples.map(({ target }) => target.type === 'columns' && target.values[1])).toEqual([
      [60, 21.5],
      [55, 30],
    ]);
    expect(both.problems).toEqual(['bad-value x.csv:3', 'bad-value x.csv:5']);
    // What is a label is not offered as a number as well.
    const labeled = await readList('x.csv', good, { label2: 'age', number1: 'age' });
    expect(labeled.outline.columns?.map(({ kind }) => kind)).toEqual(['class', 'numbers']);
  });

  it('have numbers beside several classes, and beside columns of numbers', async () => {
    const tags = 'file,tags,age\n1.jpg,a|b,1.5\n2.jpg,a,2\n3 三.jpg,,3\n4.jpg,b,4';
    const several = await readList('x.csv', tags, { number1: 'age' });
    expect(several.questions).toEqual(['label', 'kind', 'number1']);
    expect(several.outline.columns).toEqual([
      { name: 'tags', kind: 'classes', names: ['a', 'b'] },
      { name: 'age', kind: 'features', names: ['age'] },
    ]);
    const numbers = 'file,x,y,age\n1.jpg,.5,1,1.5\n2.jpg,2,3,2\n3 三.jpg,1,1,3\n4.jpg,0,0,4';
    const columns = await readList('x.csv', numbers, { label: 'x', number1: '*' });
    expect(columns.outline.columns).toEqual([
      { name: 'x', kind: 'numbers', names: ['x'] },
      { name: 'y, age', kind: 'features', names: ['y', 'age'] },
    ]);
  });

  it('in another encoding are read, and that is noted', async () => {
    const big5 = Buffer.concat([
      Buffer.from('file,label\n1.jpg,'),
      Buffer.from([0xaa, 0xaf]),
      Buffer.from('\n2.jpg,b'),
    ]);
    const { outline, problems } = await readList('x.csv', big5);
    expect(outline.classNames).toEqual(['b', '狗']);
    expect(problems).toContain('encoding-guessed x.csv');
  });

  it('that name no image of the tree are none', async () => {
    const { format, problems } = await readList('x.csv', 'file,label\na.jpg,1\nb.jpg,2');
    expect(format).not.toBe('list');
    expect(problems).toContain('not-an-example x.csv');
  });
});

describe('delimited text', () => {
  it('is read as it was written', () => {
    const cell = fc.stringMatching(/^[a-c",;\n\r\t 貓]{0,5}$/).map((text) => text.trim());
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(
        table,
        fc.constantFrom(',', ';', '\t', '|'),
        fc.constantFrom('\n', '\r\n', '\r'),
        (rows, delimiter, end) => {
          const quote = (value: string) => `"${value.replaceAll('"', '""')}"`;
          const text = rows.map((cells) => cells.map(quote).join(delimiter)).join(end);
          expect([...parseDelimited(text, delimiter)].map(({ cells }) => cells)).toEqual(rows);
        },
      ),
    );
  });

  it('of any kind ends', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', 'a') }), (text) => {
        const rows = [...parseDelimited(text, ',')];
        expect(rows.length).toBeLessThanOrEqual(text.length + 1);
        sniffDelimiter(text);
      }),
    );
  });
});
