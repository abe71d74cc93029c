import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';

/** What exists in each environment, as its tsconfig says: a name that does not is an error there. */
const project = fileURLToPath(new URL('..', import.meta.url));
const node = 'process.pid';
const dom = 'document.title';

const cases: readonly { config: string; known: readonly string[]; unknown: readonly string[] }[] = [
  {
    config: 'tsconfig.graph-runtime.json',
    known: ['Math.PI'],
    unknown: [node, dom, 'console', 'setTimeout'],
  },
  { config: 'tsconfig.node.json', known: [node, 'console'], unknown: [dom, 'localStorage'] },
  { config: 'tsconfig.preload.json', known: [node, dom], unknown: ['notThere'] },
  { config: 'tsconfig.renderer.json', known: [dom, 'console'], unknown: [node, '__dirname', 'Buffer'] },
];

let directory: string;

beforeEach(() => {
  // Inside the project, where the packages with the types are found.
  directory = mkdtempSync(path.join(project, 'node_modules', '.netloom-types-'));
});

afterEach(() => rmSync(directory, { recursive: true }));

it.each(cases)('$config knows $known and not $unknown', ({ config, known, unknown }) => {
  writeFileSync(
    path.join(directory, 'names.ts'),
    `${[...known, ...unknown].map((name) => `void ${name};\n`).join('')}export {};\n`,
  );
  writeFileSync(
    path.join(directory, 'tsconfig.json'),
    JSON.stringify({ extends: path.join(project, config), include: ['names.ts'], exclude: [] }),
  );
  const compiler = path.join(project, 'node_modules', 'typescript', 'bin', 'tsc');
  const { stdout } = spawnSync(process.execPath, [compiler, '--project', directory, '--pretty', 'false'], {
    encoding: 'utf8',
  });
  const lines = new Set([...stdout.matchAll(/names\.ts\((\d+),/g)].map((match) => Number(match[1])));
  expect([...lines]).toEqual(unknown.map((_, index) => known.length + index + 1));
});
