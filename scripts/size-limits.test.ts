import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { biomeWalls } from './walls-output.mjs';

/**
 * No file over 300 lines outside of tests (their helpers included), no function over 60: what is longer has parts with their own names. Biome
 * checks the functions (`noExcessiveLinesPerFunction` in biome.json), this the files.
 */
const project = fileURLToPath(new URL('..', import.meta.url));
const MOST_LINES = 300;
const RULE = 'noExcessiveLinesPerFunction';

/** Where biome has to refuse a long function, and where not. */
const CHECKED = [
  'bench/x.ts',
  'scripts/x.mjs',
  'src/graph-runtime/layers/x.ts',
  'src/main/data/x.ts',
  'src/preload/x.ts',
  'src/renderer/ui/X.tsx',
];
const UNCHECKED = ['e2e/x.ts', 'src/main/data/x.test.ts', 'src/main/testing/x.ts'];

const isCode = (file: string) => /\.(ts|tsx|js|mjs|css|py|sh)$/.test(file);
const isTest = (file: string) => /\.(test|spec)\.tsx?$/.test(file);
const linesOf = (file: string) => readFileSync(path.join(project, file), 'utf8').split('\n').length - 1;

function git(...args: readonly string[]): readonly string[] {
  const { stdout, error } = spawnSync('git', args, { cwd: project, encoding: 'utf8' });
  if (error !== undefined) throw error;
  return stdout.split('\n').filter((line) => line !== '');
}

/** The files in a folder in which biome refuses a function for its length. */
function refusedIn(directory: string, ...args: readonly string[]): string[] {
  const biome = path.join(project, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
  const options = ['--reporter=github', '--vcs-enabled=false', '--max-diagnostics=none'];
  const { stdout, stderr } = spawnSync(process.execPath, [biome, 'lint', ...options, ...args], {
    cwd: directory,
    encoding: 'utf8',
  });
  expect(stderr).not.toMatch(/configuration resulted in errors/);
  const lines = stdout.split('\n').filter((line) => line.includes(RULE));
  const files = lines.map((line) => path.resolve(directory, line.match(/file=([^,]+)/)?.[1] ?? ''));
  return [...new Set(files)].map((file) => path.relative(directory, file)).sort();
}

describe('the limits of size', () => {
  const listed = git('ls-files', '--cached', '--others', '--exclude-standard', '--deduplicate');
  const deleted = new Set(git('ls-files', '--deleted'));
  const files = listed.filter((file) => isCode(file) && !isTest(file) && !deleted.has(file));

  it('no file has more than 300 lines', () => {
    expect(files.filter((file) => linesOf(file) > MOST_LINES)).toEqual([]);
  });

  it('biome refuses a function of more than 60 lines, anywhere outside of tests', () => {
    const directory = mkdtempSync(path.join(tmpdir(), 'netloom-sizes-'));
    try {
      copyFileSync(path.join(project, 'biome.json'), path.join(directory, 'biome.json'));
      writeFileSync(path.join(directory, 'biome-walls.json'), JSON.stringify(biomeWalls()));
      const write = (file: string, lines: number) => {
        mkdirSync(path.dirname(path.join(directory, file)), { recursive: true });
        const body = '  console.log();\n'.repeat(lines);
        writeFileSync(path.join(directory, file), `export function long() {\n${body}}\n`);
      };
      for (const file of CHECKED) write(file, 61);
      for (const file of UNCHECKED) write(file, 61);
      write('src/main/short.ts', 58);
      expect(refusedIn(directory, '.')).toEqual([...CHECKED].sort());
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});
