import { mkdirSync, mkdtempSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { isStampCurrent, stampOf } from './bundle-stamp.mjs';

/* A real bundle of a small project: whatever would make the bundler produce something else makes the stamp outdated. */

let project: string;
let output: string;
let stamp: ReturnType<typeof stampOf>;

function write(file: string, text: string) {
  mkdirSync(path.dirname(path.join(project, file)), { recursive: true });
  writeFileSync(path.join(project, file), text);
}

async function bundle(): Promise<readonly string[]> {
  const { metafile, outputFiles } = await build({
    absWorkingDir: project,
    entryPoints: ['src/main.ts'],
    bundle: true,
    platform: 'node',
    metafile: true,
    write: false,
    logLevel: 'silent',
  });
  output = outputFiles[0]?.text ?? '';
  return Object.keys(metafile.inputs);
}

beforeEach(async () => {
  project = mkdtempSync(path.join(tmpdir(), 'netloom-stamp-'));
  write(
    'src/main.ts',
    "import { name } from './parts/name';\nimport words from 'words';\nconsole.log(name, words);",
  );
  write('src/parts/name.ts', "export class Named { value = 'first' }\nexport const name = new Named();");
  write('node_modules/words/package.json', '{ "name": "words", "main": "a.js" }');
  write('node_modules/words/a.js', "module.exports = 'a';");
  write('node_modules/.package-lock.json', '{}');
  write('tsconfig.json', '{ "extends": "./tsconfig.base.json" }');
  write('tsconfig.base.json', '{ "compilerOptions": { "target": "ES2022" } }');
  stamp = stampOf(project, await bundle());
});

afterEach(() => rmSync(project, { recursive: true }));

it('is current while nothing changes, and where a test is added', () => {
  expect(isStampCurrent(project, stamp)).toBe(true);
  write('src/parts/name.test.ts', '');
  write('src/parts/notes.md', '');
  expect(isStampCurrent(project, stamp)).toBe(true);
});

it.each([
  ['a source', 'src/parts/name.ts', "export const name = 'other';"],
  ['a file that an import means from now on', 'src/parts/name.tsx', "export const name = 'nearer';"],
  [
    'the settings of the compiler',
    'tsconfig.base.json',
    '{ "compilerOptions": { "useDefineForClassFields": false } }',
  ],
  [
    'settings of the compiler in a folder',
    'src/tsconfig.json',
    '{ "compilerOptions": { "useDefineForClassFields": false } }',
  ],
])('is outdated when what is bundled changes with %s', async (_name, file, text) => {
  const before = output;
  write(file, text);
  await bundle();
  expect(output).not.toBe(before);
  expect(isStampCurrent(project, stamp)).toBe(false);
});

it('is outdated when other packages are installed', () => {
  write('node_modules/.package-lock.json', '{ "packages": {} }');
  expect(isStampCurrent(project, stamp)).toBe(false);
});

it('is outdated when a source is gone', () => {
  unlinkSync(path.join(project, 'src/parts/name.ts'));
  expect(isStampCurrent(project, stamp)).toBe(false);
});
