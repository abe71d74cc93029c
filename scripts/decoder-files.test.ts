import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDecoderFiles } from './decoder-files.mjs';
import { projectDirectory, stateFile } from './setup/paths.mjs';

/**
 * The decoders as they ship: bundled, with their .wasm files beside them, on the oldest Node there is (Electron's) and on this one, by one
 * thread and by two. The same bytes come out.
 */

const decoding = join(projectDirectory, 'src', 'main', 'data', 'decoding');
const images = ['odd-images', 'variants'].map((name) => join(decoding, 'testing', name));
const setup = JSON.parse(readFileSync(stateFile, 'utf8'));
const nodes = [
  { name: 'this Node', executable: process.execPath },
  { name: 'Electron’s Node', executable: setup.electron.executable as string },
];
let folder = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'netloom-decoding-'));
  for (const { name, content } of readDecoderFiles()) writeFileSync(join(folder, name), content);
  await build({
    absWorkingDir: projectDirectory,
    entryPoints: {
      'decoding-worker': join(decoding, 'decoding-worker.ts'),
      'decode-all': join(decoding, 'testing', 'decode-all.ts'),
    },
    outdir: folder,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node16',
    logLevel: 'silent',
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function decodeAll(executable: string, threads: number): string {
  const { stdout, stderr, status } = spawnSync(
    executable,
    [join(folder, 'decode-all.js'), `${threads}`, ...images],
    { encoding: 'utf8', env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '' } },
  );
  expect([status, stderr]).toEqual([0, '']);
  return stdout;
}

describe('bundled decoders', () => {
  it('give the same bytes on both Nodes and in any number of threads', () => {
    const results = nodes.flatMap(({ name, executable }) =>
      [1, 2].map((threads) => ({ name, threads, lines: decodeAll(executable, threads).split('\n') })),
    );
    const [first] = results;
    expect(first?.lines.filter((line) => /sha256/.test(line)).length).toBeGreaterThan(100);
    for (const { lines } of results) {
      expect(lines.slice(1)).toEqual(first?.lines.slice(1));
    }
    // They say which Node they ran on: two different ones, or this shows nothing.
    expect(new Set(results.map(({ lines }) => lines[0])).size).toBe(2);
  });
});
