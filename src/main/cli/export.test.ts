import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { TensorFile } from '../exchange/tensor-file';
import { readEventFile } from '../exchange/tensorboard/testing/read-events';
import { runCli as run, trainLenet } from './testing/run-cli';

/* `export` as a user runs it. That the files compute what the network does is held by scripts/onnx-export.test.ts. */

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'netloom-export-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string) => join(folder, name);

it('exports the weights of a run, as they are and where the file has them', async () => {
  await trainLenet(at('run'), 64);
  const { code, stdout, stderr } = await run('export', at('run'), at('lenet.onnx'), '--to', 'onnx', '--json');
  expect(code, stderr).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ format: 'onnx', path: at('lenet.onnx'), isTrained: true });
  const bytes = readFileSync(at('lenet.onnx'));
  // `ir_version: 8`.
  expect([...bytes.subarray(0, 2)]).toEqual([8, 8]);
  expect(bytes.includes('"Ankle boot"')).toBe(true);
  const file = await TensorFile.open(at('run/weights.safetensors'));
  const weights = ['dense1/kernel', 'conv1/bias'].map(async (name) =>
    Buffer.from((await file.read(name)).buffer),
  );
  for (const weight of await Promise.all(weights)) expect(bytes.includes(weight)).toBe(true);
  await file.close();

  // The checkpoints of the same run hold the same.
  rmSync(at('run/weights.safetensors'));
  const again = await run('export', at('run'), at('again.onnx'), '--to', 'onnx');
  expect(again.code, again.stderr).toBe(0);
  for (const weight of await Promise.all(weights))
    expect(readFileSync(at('again.onnx')).includes(weight)).toBe(true);

  const other = await run(
    'export',
    'presets/resnet.json',
    at('r.onnx'),
    '--to',
    'onnx',
    '--weights',
    at('run'),
  );
  expect(other.code).toBe(1);
  expect(other.stderr).toContain('belongs to another network');
  expect(existsSync(at('r.onnx'))).toBe(false);
});

it('writes a PyTorch project as a folder or as an archive', async () => {
  const written = await run('export', 'presets/lenet.json', at('project'), '--to', 'pytorch', '--json');
  expect(written.code, written.stderr).toBe(0);
  expect(JSON.parse(written.stdout)).toMatchObject({
    format: 'pytorch',
    path: at('project'),
    isTrained: false,
  });
  expect(readdirSync(at('project')).sort()).toEqual([
    'README.md',
    'check.py',
    'data.py',
    'model.py',
    'network.netloom',
    'notebook.ipynb',
    'predict.py',
    'requirements.txt',
    'sample.safetensors',
    'train.py',
    'weights.safetensors',
  ]);
  expect(readFileSync(at('project/data.py'), 'utf8')).toContain('"Ankle boot",');
  const file = await TensorFile.open(at('project/weights.safetensors'));
  // Kernels of convolutions are [out, in, height, width] there.
  expect(file.shapeOf('conv2.weight')).toEqual([16, 6, 5, 5]);
  expect(file.shapeOf('dense1.weight')).toEqual([120, 400]);
  await file.close();
  const sample = await TensorFile.open(at('project/sample.safetensors'));
  expect(sample.shapeOf('inputs')).toEqual([4, 1, 28, 28]);
  expect((await sample.read('scores')).every(Number.isFinite)).toBe(true);
  await sample.close();

  const refused = await run('export', 'presets/lenet.json', at('project'), '--to', 'pytorch');
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain('--overwrite');
  const archive = await run('export', 'presets/lenet.json', at('lenet.zip'), '--to', 'pytorch');
  expect(archive.code, archive.stderr).toBe(0);
  expect(readFileSync(at('lenet.zip')).includes('lenet/model.py')).toBe(true);
});

it('says with --dry-run whether a network can be exported, and writes nothing', async () => {
  const { code, stdout } = await run(
    'export',
    'presets/lenet.json',
    at('dry'),
    '--to',
    'pytorch',
    '--dry-run',
  );
  expect(code).toBe(0);
  expect(stdout).toContain('LeNet can be exported to PyTorch.');
  expect(existsSync(at('dry'))).toBe(false);
});

it('says so where there are no trained weights, and replaces a file only when it is told to', async () => {
  const first = await run('export', 'presets/lenet.json', at('fresh.onnx'), '--to', 'onnx');
  expect(first.code, first.stderr).toBe(0);
  expect(first.stdout).toContain('untrained');
  const bytes = readFileSync(at('fresh.onnx'));
  writeFileSync(at('fresh.onnx'), 'mine');
  const refused = await run('export', 'presets/lenet.json', at('fresh.onnx'), '--to', 'onnx');
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain('--overwrite');
  expect(readFileSync(at('fresh.onnx'), 'utf8')).toBe('mine');
  const replaced = await run('export', 'presets/lenet.json', at('fresh.onnx'), '--to', 'onnx', '--overwrite');
  expect(replaced.code, replaced.stderr).toBe(0);
  // The same seed, the same weights: the same file.
  expect(readFileSync(at('fresh.onnx')).equals(bytes)).toBe(true);
});

it('says what is wrong with a network at its layers, and writes nothing', async () => {
  const broken = {
    ...{ format: 'netloom', version: 2, name: 'Broken' },
    nodes: [
      { id: 'input', type: 'input', parameters: { shape: [28, 28, 1] } },
      { id: 'dense', type: 'dense' },
      { id: 'output', type: 'output' },
    ],
    edges: [
      { from: 'input', to: 'dense' },
      { from: 'dense', to: 'output' },
    ],
  };
  writeFileSync(at('broken.json'), JSON.stringify(broken));
  const { code, stderr } = await run('export', at('broken.json'), at('broken.onnx'), '--to', 'onnx');
  expect(code).toBe(1);
  expect(stderr).toContain('dense');
  expect(readdirSync(folder).filter((name) => name.startsWith('broken'))).toEqual(['broken.json']);
});

it.each([
  [['export', 'presets/lenet.json'], 'a file to write'],
  [['export', 'presets/lenet.json', 'x.onnx'], 'needs --to'],
  [['export', 'presets/lenet.json', 'x.onnx', '--to', 'tensorflow'], '--to needs one of onnx, pytorch'],
  [['export', 'presets/lenet.json', 'no-such-folder/x.onnx', '--to', 'onnx'], 'There is no folder'],
  [
    ['export', 'presets/lenet.json', 'x.onnx', '--to', 'onnx', '--weights', 'nowhere'],
    'There is no run or file',
  ],
])('refuses %j', async (args, message) => {
  const { code, stderr } = await run(...args);
  expect(code).toBe(2);
  expect(stderr).toContain(message);
});

it('exports a run for TensorBoard: its curves, and the weights that it came to', async () => {
  const run1 = at('curves');
  const settings = ['--epochs', '2', '--limit', '64', '--validation-share', '0.25', '--out', run1];
  const trained = await run('train', 'presets/lenet.json', ...settings);
  expect(trained.code, trained.stderr).toBe(0);
  const logs = at('logs');
  const { code, stdout, stderr } = await run('export', run1, logs, '--to', 'tensorboard', '--json');
  expect(code, stderr).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ format: 'tensorboard', path: logs, isTrained: true });
  const { epochs } = JSON.parse(readFileSync(join(run1, 'metrics.json'), 'utf8'));
  for (const part of ['train', 'validation', 'test']) {
    const [name = ''] = readdirSync(join(logs, part));
    const losses = readEventFile(join(logs, part, name)).flatMap(({ step, values }) =>
      values.flatMap(({ tag, scalar }) => (tag === 'epoch_loss' ? [[step, scalar]] : [])),
    );
    const expected = epochs.map((point: Record<string, number>) => [
      point.epoch,
      Math.fround(point[`${part}Loss`] ?? Number.NaN),
    ]);
    expect(losses).toEqual(expected);
  }
  const [name = ''] = readdirSync(join(logs, 'train'));
  const tags = readEventFile(join(logs, 'train', name)).flatMap(({ values }) => values.map(({ tag }) => tag));
  expect(tags).toEqual(expect.arrayContaining(['batch_loss', 'conv1/filters', 'dense3/kernel/final']));

  const refused = await run('export', run1, logs, '--to', 'tensorboard');
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain('--overwrite');
  writeFileSync(join(logs, 'notes.txt'), 'mine');
  const foreign = await run('export', run1, logs, '--to', 'tensorboard', '--overwrite');
  expect(foreign.code).toBe(2);
  expect(readFileSync(join(logs, 'notes.txt'), 'utf8')).toBe('mine');
  const network = await run('export', 'presets/lenet.json', at('other'), '--to', 'tensorboard');
  expect(network.code).toBe(2);
  expect(network.stderr).toContain('exports a run');
});

it('writes a Keras project whose model is an archive of Keras 3', async () => {
  const written = await run('export', 'presets/lenet.json', at('keras'), '--to', 'keras', '--json');
  expect(written.code, written.stderr).toBe(0);
  const files = ['check.py', 'data.py', 'model.keras', 'model.py', 'predict.py', 'sample.npz', 'train.py'];
  expect(readdirSync(at('keras'))).toEqual(expect.arrayContaining(files));
  const model = readFileSync(at('keras/model.keras'));
  for (const text of ['config.json', '"class_name":"Functional"', 'layers/conv2d_1'.slice(7)]) {
    expect(model.includes(text), text).toBe(true);
  }
});

it('writes the curves of a run as a table, a line for each point', async () => {
  await trainLenet(at('csv-run'), 64);
  const { code, stderr } = await run('export', at('csv-run'), at('run.csv'), '--to', 'csv');
  expect(code, stderr).toBe(0);
  const [head = '', ...lines] = readFileSync(at('run.csv'), 'utf8').trimEnd().split('\r\n');
  const columns = head.split(',');
  expect(columns).toEqual(expect.arrayContaining(['run', 'kind', 'step', 'loss', 'testAccuracy', 'seconds']));
  const cells = lines.map((line) => line.split(','));
  const kinds = cells.map((line) => line[columns.indexOf('kind')]);
  expect(kinds).toContain('step');
  const epochs = cells.filter((_, at) => kinds[at] === 'epoch');
  expect(epochs.length).toBeGreaterThan(0);
  for (const line of epochs) {
    expect(line).toHaveLength(columns.length);
    expect(Number(line[columns.indexOf('testLoss')])).toBeGreaterThan(0);
  }
  const again = await run('export', at('csv-run'), at('run.csv'), '--to', 'csv');
  expect(again.stderr).toContain('--overwrite');
});
