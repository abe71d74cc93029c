import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectDirectory } from './paths.mjs';
import { run } from './run-command.mjs';
import { testEngine } from './self-test.mjs';

/** What Node 23 took out of `util`; tfjs-node 4.22 calls two of them. */
const dropped = [
  ...['Array', 'Boolean', 'Buffer', 'Date', 'Error', 'Function', 'Null', 'NullOrUndefined', 'Number'],
  ...['Object', 'Primitive', 'RegExp', 'String', 'Symbol', 'Undefined'],
].map((name) => `is${name}`);

let folder = '';
let environment: Record<string, string> = {};

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'netloom-newer-node-'));
  const file = path.join(folder, 'newer-node.cjs');
  const code = `const util = require('node:util'); for (const name of ${JSON.stringify(dropped)}) delete util[name];`;
  writeFileSync(file, code);
  environment = { NODE_OPTIONS: `--require=${file}` };
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('where Node has dropped functions that tfjs-node calls', () => {
  it('the self-test passes', async () => {
    expect((await testEngine(environment)).tensorflow).toMatch(/^\d+\.\d+/);
  });

  it('a network is trained from the command line', async () => {
    const out = path.join(folder, 'run');
    const script = path.join(projectDirectory, 'scripts', 'cli.mjs');
    const options = ['--epochs', '1', '--batch-size', '4096', '--out', out, '--json'];
    const result = await run(process.execPath, [script, 'train', 'presets/lenet.json', ...options], {
      cwd: projectDirectory,
      env: { ...process.env, ...environment },
    });
    expect(result.errors).not.toMatch(/TypeError|Deprecat/);
    expect(result.code).toBe(0);
  });
});
