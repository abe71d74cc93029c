import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCli as run } from './testing/run-cli';

/* `import-weights` as a user runs it. What goes where is held by the tests of its parts. */

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'netloom-import-weights-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string) => join(folder, name);

it('takes back what was exported to PyTorch, and trains from it until the file is another one', async () => {
  const exported = await run('export', 'presets/lenet.json', at('project'), '--to', 'pytorch');
  expect(exported.code, exported.stderr).toBe(0);
  const weights = at('project/weights.safetensors');
  const imported = await run('import-weights', 'presets/lenet.json', weights, at('lenet.json'), '--all');
  expect(imported.code, imported.stderr).toBe(0);
  expect(imported.stdout).toContain('10 weights taken');
  expect(imported.stdout).toMatch(/dense1\/kernel +400 × 120 +dense1\.weight +transposed/);
  const document = JSON.parse(readFileSync(at('lenet.json'), 'utf8'));
  expect(document).toMatchObject({ version: 3, weights: { file: 'lenet.safetensors' } });

  const again = await run('import-weights', 'presets/lenet.json', weights, at('lenet.json'));
  expect(again.code).toBe(2);
  expect(again.stderr).toContain('--overwrite');

  const train = ['train', at('lenet.json'), '--epochs', '1', '--limit', '64', '--freeze', 'conv1'];
  const trained = await run(...train);
  expect(trained.code, trained.stderr).toBe(0);
  expect(trained.stdout).toContain('61,550 trainable parameters, 156 frozen');

  writeFileSync(at('lenet.safetensors'), Buffer.alloc(16));
  const changed = await run(...train);
  expect(changed.code).toBe(1);
  expect(changed.stderr).toContain('are not those that the network was saved with');
  rmSync(at('lenet.safetensors'));
  const missing = await run(...train);
  expect(missing.code).toBe(2);
  expect(missing.stderr).toContain('is neither beside it');
});

it('names the node of --freeze that has no weights, and those that have some', async () => {
  const { code, stderr } = await run('train', 'presets/lenet.json', '--freeze', 'conv1, pool1');
  expect(code).toBe(2);
  expect(stderr).toContain('“pool1” is no node with weights of this network. These are: conv1, conv2,');
});
