import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { optimizers } from './registry';

const folder = fileURLToPath(new URL('./', import.meta.url));
const files = readdirSync(folder);

/** As all files are named: `signSgd` is in `sign-sgd.ts`. */
const fileOf = (type: string) => type.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

it.each(Object.keys(optimizers))('%s has a file and a test that runs the shared check', (type) => {
  expect(files).toContain(`${fileOf(type)}.ts`);
  const test = readFileSync(`${folder}/${fileOf(type)}.test.ts`, 'utf8');
  expect(test).toContain(`checkOptimizer(${type}, {`);
});
