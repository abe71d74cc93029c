import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectDirectory } from './setup/paths.mjs';

/** Where the paths that a page of the front door names begin, beside the project's folder. */
const FOLDERS = ['', 'src'];

const documents = execFileSync('git', ['ls-files', '*.md'], { cwd: projectDirectory, encoding: 'utf8' })
  .split('\n')
  .filter((file) => file !== '' && existsSync(path.join(projectDirectory, file)));

const read = (file: string) => readFileSync(path.join(projectDirectory, file), 'utf8');

describe('documents', () => {
  it.each(documents)('%s links to what exists', (file) => {
    const targets = [...read(file).matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map(([, target = '']) => target);
    const local = targets.filter((target) => !/^[a-z]+:/.test(target));
    const missing = local.filter(
      (target) => !existsSync(path.resolve(projectDirectory, path.dirname(file), decodeURI(target))),
    );
    expect(missing).toEqual([]);
  });

  it.each(documents.filter((file) => path.basename(file) === 'README.md'))(
    '%s has at most 40 lines of 160 characters: what was measured goes to docs/decisions, long tables to docs',
    (file) => {
      const lines = read(file).trimEnd().split('\n');
      expect(lines.length).toBeLessThanOrEqual(40);
      expect(lines.filter((line) => line.length > 160)).toEqual([]);
    },
  );

  it.each(['ARCHITECTURE.md', 'CONTRIBUTING.md', 'SECURITY.md'])('%s names files that exist', (file) => {
    const named = [...read(file).matchAll(/`((?:[\w.-]+\/)+[\w.-]+)`/g)].map(([, name = '']) => name);
    expect(named.length).toBeGreaterThan(0);
    const missing = named.filter(
      (name) => !FOLDERS.some((folder) => existsSync(path.join(projectDirectory, folder, name))),
    );
    expect(missing).toEqual([]);
  });

  it.each(['ARCHITECTURE.md', 'CONTRIBUTING.md'])('%s names npm scripts that exist', (file) => {
    const { scripts }: { scripts: Record<string, string> } = JSON.parse(read('package.json'));
    const named = [...read(file).matchAll(/npm (?:run )?(?:--silent )?([\w:]+)/g)].map(
      ([, name = '']) => name,
    );
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});

/** What a test would need to hold work against the clock. Work is counted instead; hangs meet the time limits of `src/testing/time-limit.mjs`. */
const CLOCKS = /\bperformance\.now\b|\bprocess\.(?:hrtime|cpuUsage)\b/;

/** A limit in milliseconds in a test, as an option or after its function. */
const FIXED_LIMITS = /\btimeout: [1-9]|^\s*\}, [1-9][\d_]*\);$/m;

describe('unit tests', () => {
  const unitTests = execFileSync('git', ['ls-files', '*.test.ts', '*.test.tsx'], {
    cwd: projectDirectory,
    encoding: 'utf8',
  })
    .split('\n')
    .filter((file) => file !== '' && file !== 'scripts/documents.test.ts');

  it('read no clock', () => {
    expect(unitTests.length).toBeGreaterThan(100);
    const existing = unitTests.filter((file) => existsSync(path.join(projectDirectory, file)));
    expect(existing.filter((file) => CLOCKS.test(read(file)))).toEqual([]);
  });

  it('have the limit of the configuration, or one that knows how busy the machine is', () => {
    const existing = unitTests.filter((file) => existsSync(path.join(projectDirectory, file)));
    expect(existing.filter((file) => FIXED_LIMITS.test(read(file)))).toEqual([]);
  });

  it('package.json runs files that exist', () => {
    const { scripts }: { scripts: Record<string, string> } = JSON.parse(read('package.json'));
    const named = Object.values(scripts).flatMap(
      (command) => command.match(/\b(?:scripts|bench)\/\S+/g) ?? [],
    );
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((file) => !existsSync(path.join(projectDirectory, file)))).toEqual([]);
  });
});

/** A limit in milliseconds of a minute or half of one, as the configuration has it, or one for a whole test. */
const OWN_LIMITS = /\b[tT]imeout: [36]0_000\b|\btest\.setTimeout\(\d[\d_]*\)/;

it('end-to-end tests leave limits to the configuration, which knows how busy the machine is', () => {
  const files = execFileSync('git', ['ls-files', 'e2e'], { cwd: projectDirectory, encoding: 'utf8' })
    .split('\n')
    // Pictures are made on purpose; a program of the system is ended after its own time.
    .filter((file) => file.endsWith('.ts') && !/\/bench\/|screenshots|user-data/.test(file))
    .filter((file) => existsSync(path.join(projectDirectory, file)));
  expect(files.length).toBeGreaterThan(30);
  expect(files.filter((file) => OWN_LIMITS.test(read(file)))).toEqual([]);
});
