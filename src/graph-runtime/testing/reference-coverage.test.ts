import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { layers } from '../layers/registry';
import { referenceCaseNames } from './reference-case';

const folder = fileURLToPath(new URL('../layers/', import.meta.url));
const files = readdirSync(folder);
const readTest = (file: string) => readFileSync(`${folder}/${file}`, 'utf8');

/** `conv2d` -> `conv2d`, `maxPooling2d` -> `max-pooling2d`: files are named after what they export. */
const fileName = (type: string) => type.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

it('every reference case is run by the test of some layer', () => {
  const tests = files.filter((file) => file.endsWith('.test.ts')).map(readTest);
  const names = referenceCaseNames();
  expect(names).toHaveLength(134);
  // Test files name their cases literally; each is run by the shared check, which throws for a name that does not exist.
  const missing = names.filter((name) => !tests.some((test) => test.includes(`'${name}'`)));
  expect(missing).toEqual([]);
});

it.each(layers.map(({ type }) => type))('%s has a file and a test that runs the shared check', (type) => {
  expect(files).toContain(`${fileName(type)}.ts`);
  expect(readTest(`${fileName(type)}.test.ts`)).toContain(`checkLayer(${type}, {`);
});

/** What enters, and random numbers that it draws otherwise: their tests have formulas. */
const WITHOUT_REFERENCE: readonly string[] = ['input', 'gaussianNoise', 'sampling', 'dropPath'];

it.each(layers.map(({ type }) => type).filter((type) => !WITHOUT_REFERENCE.includes(type)))(
  '%s is held against PyTorch',
  (type) => {
    const test = readTest(`${fileName(type)}.test.ts`);
    const own = referenceCaseNames().filter((name) => test.includes(`'${name}'`));
    expect(own).not.toEqual([]);
  },
);
