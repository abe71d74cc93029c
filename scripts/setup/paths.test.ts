import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cacheDirectory, modulesDirectory, projectDirectory } from './paths.mjs';
import { run } from './run-command.mjs';
import { engineEnvironment } from './self-test.mjs';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'netloom-paths-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

/** Names that shells, URLs or linkers give a meaning to. */
const names = ['a b (c) 網路', '50% & #1?', "it's $HOME [x]"];

describe.each(names)('a clone in a folder called %s', (name) => {
  /** The scripts alone, with the packages of this clone. */
  function cloneScripts() {
    const clone = path.join(folder, name, 'netloom');
    mkdirSync(clone, { recursive: true });
    cpSync(path.join(projectDirectory, 'scripts'), path.join(clone, 'scripts'), { recursive: true });
    const engine = 'src/main/trainer/engine';
    cpSync(path.join(projectDirectory, engine), path.join(clone, engine), { recursive: true });
    for (const file of ['package.json', 'package-lock.json'])
      cpSync(path.join(projectDirectory, file), path.join(clone, file));
    symlinkSync(modulesDirectory, path.join(clone, 'node_modules'), 'dir');
    return clone;
  }

  it('knows where it is', () => {
    const clone = cloneScripts();
    const file = pathToFileURL(path.join(clone, 'scripts/setup/paths.mjs')).href;
    const code = `console.log(JSON.stringify(await import(${JSON.stringify(file)})))`;
    const found = JSON.parse(
      execFileSync(process.execPath, ['--input-type=module', '--eval', code], { encoding: 'utf8' }),
    );
    expect(path.resolve(found.projectDirectory)).toBe(clone);
    expect(found.stateFile).toBe(path.join(clone, 'node_modules/.netloom/setup.json'));
  });

  it('loads and tests the engine', async () => {
    const clone = cloneScripts();
    const script = path.join(clone, 'scripts/setup/self-test-engine.mjs');
    const result = await run(process.execPath, [script], { cwd: clone, env: engineEnvironment({}) });
    expect(result.errors).not.toContain('Error');
    expect(result.code).toBe(0);
    expect(result.output.trim().split('\n').at(-1)).toMatch(/^\{"/);
  });

  it('links against a library whose path is that, and the result loads', async () => {
    const place = path.join(folder, name);
    mkdirSync(place);
    writeFileSync(path.join(place, 'part.c'), 'int part(void) { return 7; }');
    writeFileSync(
      path.join(place, 'main.c'),
      'int part(void); int main(void) { return part() == 7 ? 0 : 1; }',
    );
    const at = (file: string) => path.join(place, file);
    // As tfjs-addon.mjs calls the compiler.
    const library = await run('g++', ['-x', 'c', '-shared', '-fPIC', at('part.c'), '-o', at('libpart.so.2')]);
    expect(library.code).toBe(0);
    const links = ['-L', place, '-l:libpart.so.2', '-Wl,-rpath,$ORIGIN'];
    const program = await run('g++', ['-x', 'c', at('main.c'), '-x', 'none', ...links, '-o', at('main')]);
    expect(program.code).toBe(0);
    expect((await run(at('main'), [])).code).toBe(0);
  });
});

it('the cache is where the user says, whatever is in its name', () => {
  for (const name of names) {
    expect(cacheDirectory({ NETLOOM_CACHE: `/x/${name}` })).toBe(`/x/${name}`);
    expect(cacheDirectory({ XDG_CACHE_HOME: `/x/${name}` })).toBe(`/x/${name}/netloom`);
  }
});
