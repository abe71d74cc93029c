import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ImportChoices } from '../../../contract/contract';
import {
  labelNames,
  numbersOfExamples,
  targetDescriptionSchema,
} from '../../../graph-runtime/datasets/target-description';
import { DecodingPool } from '../decoding/decoding-pool';
import { ColumnStatistics, standardize } from '../standardize';
import { importSource } from './import-source';
import { encode, picture, writeTree } from './testing/image-trees';

let home: string;
let pool: DecodingPool;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'netloom-standardized-'));
  pool = new DecodingPool({ threads: 1 });
});
afterEach(async () => {
  await pool.close();
  rmSync(home, { recursive: true, force: true });
});

const seeded: Omit<ImportChoices, 'answers' | 'image'> = {
  ...{ name: 'Measured', duplicates: 'keep' },
  split: { rule: 'seeded', validation: 0.2, test: 0.3, seed: 7 },
};

/** Imports what has been written to `source`, and reads the result. */
async function imported(choices: Pick<ImportChoices, 'answers' | 'image'> & Partial<ImportChoices>) {
  const [path, root] = [join(home, 'source'), join(home, 'datasets')];
  const watcher = { signal: new AbortController().signal, pool, onProgress: () => undefined };
  const { id } = await importSource(
    { type: 'import', path, root, choices: { ...seeded, ...choices } },
    watcher,
  );
  const read = (file: string) => readFileSync(join(root, id, file));
  const floats = (file: string) => {
    const { buffer, byteOffset, byteLength } = Uint8Array.from(read(file));
    return [...new Float32Array(buffer, byteOffset, byteLength / 4)];
  };
  const lines = read('files.jsonl').toString().trim().split('\n');
  const records: { key: string; split: string | null; target: number[] }[] = lines.map((line) =>
    JSON.parse(line),
  );
  return { description: JSON.parse(read('dataset.json').toString()), floats, records };
}

function standardizationOf(rows: readonly (readonly number[])[]) {
  const statistics = new ColumnStatistics(rows[0]?.length ?? 0);
  for (const row of rows) statistics.add(row);
  return statistics.standardization();
}

const rounded = (rows: readonly (readonly number[])[]) => rows.flat().map(Math.fround);

/** Values of growing size: the mean of any part differs from that of all. */
const rows = Array.from({ length: 40 }, (_, at) => [at * at + 0.5, 1 / (at + 1), 2 ** (at / 4)] as const);

it.each([
  ['drawn', false],
  ['drawn where equal rows stay together', true],
])('a table: by its training split alone, %s', async (_name, hasEqualRows) => {
  const all = hasEqualRows ? [...rows, ...rows.slice(30)] : rows;
  const text = ['size,weight,price', ...all.map((row) => row.join())].join('\n');
  writeTree(home, { 'source/measured.csv': text });
  const answers = { target: 'price', kind: 'numbers' };
  const { description, floats, records } = await imported({ image: null, answers });
  const rowOf = (key: string) => all[Number(/(\d+)$/.exec(key)?.[1]) - 2] ?? [];
  const train = records.filter(({ split }) => split === 'train').map(({ key }) => rowOf(key));
  expect(train.length).toBeLessThan(all.length);
  // Features are single precision when they are summed up, targets double.
  const features = standardizationOf(train.map((row) => row.slice(0, 2).map(Math.fround)));
  const targets = standardizationOf(train.map((row) => row.slice(2)));
  expect(description.features).toEqual({ names: ['size', 'weight'], ...features });
  expect(description.target).toEqual({ kind: 'numbers', names: ['price'], ...targets });
  for (const split of ['train', 'validation', 'test']) {
    const kept = records.filter((record) => record.split === split).map(({ key }) => rowOf(key));
    const examples = kept.map((row) => standardize(row.slice(0, 2).map(Math.fround), features));
    expect(floats(`${split}.examples`)).toEqual(rounded(examples));
    expect(floats(`${split}.targets`)).toEqual(
      rounded(kept.map((row) => standardize(row.slice(2), targets))),
    );
  }
});

it('numbers of images: by the training split alone, as the list gives it', async () => {
  const images = Object.fromEntries(rows.map((_, at) => [`source/images/${at}.png`, encode(picture(at))]));
  const list = ['image,age', ...rows.map(([age], at) => `images/${at}.png,${age}`)].join('\n');
  writeTree(home, { ...images, 'source/labels.csv': list });
  const image: ImportChoices['image'] = {
    ...{ height: 8, width: 8, channels: 3, fit: 'squash', background: [0, 0, 0] },
  };
  const { description, floats, records } = await imported({ image, answers: { kind: 'numbers' } });
  const ages = (split: string) =>
    records.filter((record) => record.split === split).map(({ target }) => target);
  const expected = standardizationOf(ages('train'));
  expect(expected.mean).not.toEqual(standardizationOf(records.map(({ target }) => target)).mean);
  expect(description.target).toEqual({ kind: 'numbers', names: ['age'], ...expected });
  for (const split of ['train', 'validation', 'test']) {
    expect(floats(`${split}.targets`)).toEqual(rounded(ages(split).map((row) => standardize(row, expected))));
  }
});

const images = () =>
  Object.fromEntries(
    Array.from({ length: 12 }, (_, at) => [`${at}.png`, encode(picture(at, 8, 8))] as const),
  );

it('stores several columns of a list as labels of their own kinds: indices of classes, and standardized numbers', async () => {
  const rows = Array.from({ length: 12 }, (_, at) => `${at}.png,${at % 3 === 0 ? 'dog' : '貓'},${at * 2.5}`);
  writeTree(join(home, 'source'), {
    ...images(),
    'list.csv': Buffer.from(['file,label,age', ...rows].join('\n')),
  });
  const image: ImportChoices['image'] = {
    ...{ height: 8, width: 8, channels: 1, fit: 'squash', background: [0, 0, 0] },
  };
  const { description, floats, records } = await imported({ answers: { label2: 'age' }, image });
  const [kind, age] = description.target.columns;
  expect(kind).toEqual({ name: 'label', target: { kind: 'class', classNames: ['dog', '貓'] } });
  expect(age.name).toBe('age');
  for (const split of ['train', 'validation', 'test']) {
    const stored = records.filter((record) => record.split === split);
    const values = floats(`${split}.targets`);
    expect(values).toHaveLength(2 * stored.length);
    stored.forEach(({ key, target }, at) => {
      const number = Number(key.replace('.png', ''));
      expect(target).toEqual([number % 3 === 0 ? 0 : 1, number * 2.5]);
      expect(values[2 * at]).toBe(target[0]);
      const [mean, deviation] = [age.target.mean[0], age.target.deviation[0]];
      expect(values[2 * at + 1]).toBeCloseTo((number * 2.5 - mean) / deviation, 5);
    });
  }
});

it('standardizes numbers beside the image by the training split, and tells them from labels', async () => {
  const rows = Array.from(
    { length: 12 },
    (_, at) => `${at}.png,${at % 2 ? 'dog' : '貓'},${at * 2.5},${at ** 2}`,
  );
  writeTree(join(home, 'source'), {
    ...images(),
    'list.csv': Buffer.from(['file,label,age,weight', ...rows].join('\n')),
  });
  const image: ImportChoices['image'] = {
    ...{ height: 8, width: 8, channels: 1, fit: 'squash', background: [0, 0, 0] },
  };
  const answers = { label2: '', number1: 'age', number2: 'weight' };
  const { description, floats, records } = await imported({ answers, image });
  const rowOf = ({ key }: { readonly key: string }) => {
    const at = Number(key.replace('.png', ''));
    return [at * 2.5, at ** 2];
  };
  const of = (split: string) => records.filter((record) => record.split === split);
  const expected = standardizationOf(of('train').map(rowOf));
  expect(description.target.columns[1]).toEqual({
    name: 'age, weight',
    target: { kind: 'features', names: ['age', 'weight'], ...expected },
  });
  const target = targetDescriptionSchema.parse(description.target);
  expect(labelNames(target)).toEqual(['label']);
  expect(numbersOfExamples(target)).toMatchObject({ names: ['age', 'weight'], column: { at: 1, values: 2 } });
  for (const split of ['train', 'validation', 'test']) {
    const stored = of(split).map((record) => [
      record.target[0] ?? Number.NaN,
      ...standardize(rowOf(record), expected),
    ]);
    expect(floats(`${split}.targets`)).toEqual(rounded(stored));
  }
});

it('takes a second label of a table out of its features', async () => {
  const rows = Array.from({ length: 20 }, (_, at) => [at, 2 * at, at % 2 ? 'b' : 'a', at * at].join());
  writeTree(join(home, 'source'), { 'table.csv': Buffer.from(['x,y,species,weight', ...rows].join('\n')) });
  const answers = { target: 'species', label2: 'weight' };
  const { description } = await imported({ answers, image: null });
  expect(description.features.names).toEqual(['x', 'y']);
  expect(description.target.columns.map(({ name }: { name: string }) => name)).toEqual(['species', 'weight']);
});
