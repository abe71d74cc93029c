import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, type TestContext } from 'vitest';
import { type ImportChoices, isSkipped, suggestedChoices } from '../src/contract/contract';
import { DecodingPool } from '../src/main/data/decoding/decoding-pool';
import { importSource } from '../src/main/data/importing/import-source';
import { surveySource } from '../src/main/data/importing/survey/survey-source';
import { testData } from './setup/test-data.mjs';

/* Imports of data that others made for other programs. `npm test` fetches them (`scripts/setup/test-data.mjs`). */

let root: string;
let pool: DecodingPool;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'netloom-real-data-'));
  pool = new DecodingPool();
});
afterAll(async () => {
  await pool.close();
  rmSync(root, { recursive: true, force: true });
});

function folderOf(name: 'scikit-learn' | 'stamps', context: TestContext): string {
  const { folder, isThere } = testData(name);
  if (!isThere) context.skip(`${folder} is not there: npm test fetches it where its registry can be reached`);
  return folder;
}

/** Surveys a source, and imports it as is suggested. */
async function importReal(path: string, more: Partial<ImportChoices> = {}) {
  const { signal } = new AbortController();
  const survey = await surveySource({ path, answers: {} }, { signal, pool, onProgress: () => undefined });
  const choices = { ...suggestedChoices(survey, null), ...more };
  const report = await importSource(
    { type: 'import', path, root, choices },
    { signal, pool, onProgress: () => undefined },
  );
  const read = (file: string) => readFileSync(join(root, report.id, file));
  return { survey, report, read, description: JSON.parse(read('dataset.json').toString()) };
}

const total = ({ train, validation, test }: Record<'train' | 'validation' | 'test', number>) =>
  train + validation + test;

it('takes 16 kinds of stamps from nested folders full of sounds and descriptions', async (context) => {
  const folder = folderOf('stamps', context);
  const { survey, report, description } = await importReal(folder, {
    image: { height: 32, width: 32, channels: 3, fit: 'pad', background: [255, 255, 255] },
  });
  expect(survey.format?.id).toBe('class-folders');
  expect(survey.classes.map(({ name, count }) => `${name} ${count}`)).toEqual([
    ...['animals 146', 'clothes 19', 'food 67', 'hobbies 13', 'household 34', 'medical 5', 'military 9'],
    ...['naturalforces 3', 'people 6', 'plants 39', 'seasonal 63', 'space 16', 'sports 12', 'symbols 247'],
    ...['town 79', 'vehicles 38'],
  ]);
  expect(description.target.classNames).toHaveLength(16);
  expect(total(report.imported)).toBe(796);
  expect([report.found, report.skipped]).toEqual([survey.exampleCount, 0]);
  // Nothing is dropped silently: 10,397 files are there, 9,601 are sounds, texts and drawings.
  const leftOut = report.problems.filter(({ reason }) => isSkipped(reason));
  expect(leftOut.reduce((sum, { count }) => sum + count, 0)).toBe(9_601);
});

it('takes the digits of scikit-learn as images, value by value', async (context) => {
  const folder = folderOf('scikit-learn', context);
  const { survey, report, description, read } = await importReal(join(folder, 'data', 'digits.csv.gz'));
  expect(survey.format?.id).toBe('pixel-table');
  expect(description).toMatchObject({
    ...{ exampleShape: [8, 8, 1], dtype: 'uint8' },
    target: { kind: 'class', classNames: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] },
  });
  expect(total(report.imported)).toBe(1_797);
  expect(read('train.examples').length + read('test.examples').length).toBe(1_797 * 64);
});

for (const [file, rows, features, names] of [
  ['iris.csv', 150, 4, ['setosa', 'versicolor', 'virginica']],
  ['wine_data.csv', 178, 13, ['class_0', 'class_1', 'class_2']],
  ['breast_cancer.csv', 569, 30, ['benign', 'malignant']],
] as const) {
  it(`takes ${file} of scikit-learn as a table with named classes`, async (context) => {
    const folder = folderOf('scikit-learn', context);
    const { report, description } = await importReal(join(folder, 'data', file));
    expect([total(report.imported), report.skipped]).toEqual([rows, 0]);
    expect(description).toMatchObject({ exampleShape: [features], target: { classNames: names } });
  });
}
