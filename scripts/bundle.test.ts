import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { digestInputs } from './bundle.mjs';

let directory: string;
let digest: string;

function write(file: string, text: string) {
  mkdirSync(path.dirname(path.join(directory, file)), { recursive: true });
  writeFileSync(path.join(directory, file), text);
}

beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'netloom-bundle-'));
  for (const file of [
    'electron.vite.config.ts',
    'package-lock.json',
    'tsconfig.base.json',
    'src/main/index.ts',
    'presets/lenet.json',
  ])
    write(file, 'a');
  digest = digestInputs(directory);
});

afterEach(() => rmSync(directory, { recursive: true }));

it.each(['src/main/index.ts', 'electron.vite.config.ts', 'package-lock.json', 'presets/lenet.json'])(
  'is outdated when %s changes',
  (file) => {
    write(file, 'b');
    expect(digestInputs(directory)).not.toBe(digest);
  },
);

it('is outdated when a source is added, removed or renamed', () => {
  write('src/renderer/App.tsx', '');
  const added = digestInputs(directory);
  expect(added).not.toBe(digest);
  rmSync(path.join(directory, 'src/renderer/App.tsx'));
  expect(digestInputs(directory)).toBe(digest);
  write('src/renderer/Other.tsx', '');
  expect(digestInputs(directory)).not.toBe(added);
});

it('is not outdated by tests', () => {
  write('src/main/index.test.ts', 'x');
  write('src/main/testing/case.ts', 'x');
  expect(digestInputs(directory)).toBe(digest);
});

it('depends on content, not on times', () => {
  write('src/main/index.ts', 'a');
  expect(digestInputs(directory)).toBe(digest);
});
