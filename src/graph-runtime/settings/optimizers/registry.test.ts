import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { optimizers } from './registry';

const folder = fileURLToPath(new URL('./', import.meta.url));
const files = readdirSync(folder);

it.each(Object.keys(optimizers))('%s has a file and a test that runs the shared check', (type) => {
  expect(files).toContain(`${type}.ts`);
  expect(readFileSync(`${folder}/${type}.test.ts`, 'utf8')).toContain(`checkOptimizer(${type}, {`);
});
