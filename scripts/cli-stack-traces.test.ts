import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { timeLimit } from '../src/testing/time-limit.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'netloom-stacks-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('names the lines of the sources in stack traces of the trainer', { timeout: timeLimit(180) }, () => {
  const traces = path.join(folder, 'stack.txt');
  const hook = path.join(folder, 'hook.cjs');
  // Writes down, in each process that is started as another's child, which code sends its first message.
  writeFileSync(
    hook,
    `const send = process.send;
    if (send) process.send = (...message) => {
      require('node:fs').appendFileSync(${JSON.stringify(traces)}, new Error('trace').stack);
      return send.apply(process, message);
    };`,
  );
  const args = ['scripts/cli.mjs', 'train', 'presets/lenet.json', '--limit', '32', '--epochs', '1'];
  const env = { ...process.env, NODE_OPTIONS: `--require ${hook}` };
  const { stderr, status } = spawnSync(process.execPath, args, { env, encoding: 'utf8' });
  expect([stderr, status]).toEqual([expect.any(String), 0]);
  expect(existsSync(traces)).toBe(true);
  expect(readFileSync(traces, 'utf8')).toMatch(/src\/main\/[\w/-]+\/trainer[\w-]*\.ts:\d+:\d+/);
});
