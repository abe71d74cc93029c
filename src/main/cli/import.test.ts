import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCli as run } from './testing/run-cli';

/* `import` as a user runs it. What happens to operations is held by the tests of its parts. */

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'netloom-import-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string) => join(folder, name);

it('takes back what was exported to ONNX, with the normalization that was asked for, and trains from it', async () => {
  const exported = await run('export', 'presets/lenet.json', at('lenet.onnx'), '--to', 'onnx');
  expect(exported.code, exported.stderr).toBe(0);
  const imported = await run('import', at('lenet.onnx'), at('back.json'), '--normalization', 'symmetric');
  expect(imported.code, imported.stderr).toBe(0);
  expect(imported.stdout).toContain('ONNX (opset 17), written by Netloom');
  expect(imported.stdout).toMatch(/Conv +conv2d +2/);
  expect(imported.stdout).toContain('10 weights taken');
  const document = JSON.parse(readFileSync(at('back.json'), 'utf8'));
  expect(document).toMatchObject({
    weights: { file: 'back.safetensors' },
    training: { normalization: { mean: [0.5], deviation: [0.5] } },
  });
  const again = await run('import', at('lenet.onnx'), at('back.json'));
  expect(again.code).toBe(2);
  expect(again.stderr).toContain('--overwrite');
  const trained = await run('train', at('back.json'), '--epochs', '1', '--limit', '64');
  expect(trained.code, trained.stderr).toBe(0);
});

it('says what a file is that holds no network, and writes nothing', async () => {
  writeFileSync(at('text.txt'), 'no model');
  const { code, stderr } = await run('import', at('text.txt'), at('none.json'));
  expect(code).toBe(1);
  expect(stderr).toContain('holds no network that can be read');
  expect(existsSync(at('none.json'))).toBe(false);
});
