import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encode, picture, writeTree } from '../data/importing/testing/image-trees';
import { type NodesInRow, networkOf } from '../trainer/testing/build-document';
import { quickAdam } from '../trainer/testing/run-training';
import { startCli } from './testing/run-cli';

/* Photos with a list that names a mask and a class of each: imported, learned by an output each, evaluated and predicted on the command line. */

const SIZE = 14;
const ANIMALS = ['cat', 'dog'];

let home: string;
let source: string;
const run = (...args: string[]) => startCli(args, { XDG_DATA_HOME: join(home, 'data') }).ended;

/** Gray where the red of a picture is bright; the first row is of no class. */
function maskOf({ data, width, height }: PNG): Buffer {
  const png = new PNG({ width, height, colorType: 0, inputColorType: 0 });
  png.data = Buffer.from(
    Array.from({ length: width * height }, (_, at) => (at < width ? 255 : (data[4 * at] ?? 0) > 127 ? 2 : 1)),
  );
  return PNG.sync.write(png, { colorType: 0, inputColorType: 0 });
}

const gray = (side: number) => maskOf(picture(1, side, side));

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'netloom-mask-label-'));
  source = join(home, 'source');
  const rows = Array.from({ length: 60 }, (_, at) => `${at}.png,${ANIMALS[at % 2]},masks/${at}.png,${at}`);
  writeTree(source, {
    ...Object.fromEntries(rows.map((_, at) => [`${at}.png`, encode(picture(at, SIZE, SIZE))])),
    ...Object.fromEntries(rows.map((_, at) => [`masks/${at}.png`, maskOf(picture(at, SIZE, SIZE))])),
    // Left out, each for its reason.
    ...{ 'a.png': encode(picture(100, SIZE, SIZE)), 'b.png': encode(picture(101, SIZE, SIZE)) },
    ...{ 'masks/a.png': gray(7), 'masks/b.png': encode(picture(101, SIZE, SIZE)) },
    'c.png': encode(picture(102, SIZE, SIZE)),
    'list.csv': [
      'file,animal,mask,age',
      ...rows,
      ...['a.png,cat,masks/a.png,1', 'b.png,cat,masks/b.png,1', 'c.png,cat,masks/c.png,1'],
    ].join('\n'),
  });
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

async function imported(...answers: string[]) {
  const given = answers.flatMap((one) => ['--answer', one]);
  const ended = await run('data', 'import', source, ...given, '--json');
  expect(ended.code, ended.stderr).toBe(0);
  const report = JSON.parse(ended.stdout.trim().split('\n').at(-1) ?? '{}');
  const stored = join(home, 'data', 'netloom', 'datasets', report.id, 'dataset.json');
  return { report, target: JSON.parse(readFileSync(stored, 'utf8')).target };
}

const conv = (filters: number, size = 3) => ({
  type: 'conv2d',
  parameters: { filters, kernelSize: [size, size], padding: 'same' },
});

describe('a mask beside a class', () => {
  it('is imported, and what is wrong with masks is said of their files', async () => {
    const { report, target } = await imported('label=animal', 'label2=mask');
    expect(report).toMatchObject({ found: 62, skipped: 2 });
    const problems: { reason: string; count: number; examples: { path: string }[] }[] = report.problems;
    const of = (reason: string) => problems.find((problem) => problem.reason === reason);
    expect(JSON.stringify(of('other-size'))).toContain('masks/a.png');
    expect(JSON.stringify(of('bad-label'))).toContain('masks/b.png');
    expect(JSON.stringify(of('missing-mask'))).toContain('c.png');
    expect(target.columns).toEqual([
      { name: 'animal', target: { kind: 'class', classNames: ANIMALS } },
      { name: 'mask', target: { kind: 'mask', classNames: ['1', '2'], ignore: 255 } },
    ]);
    const { stdout } = await run(
      'data',
      'inspect',
      source,
      '--answer',
      'label=animal',
      '--answer',
      'label2=mask',
    );
    expect(stdout).toMatch(/To predict +animal, mask/);
    expect((await run('data', 'list')).stdout).toContain('2 labels');
  });

  it('is learned, evaluated and predicted by an output', async () => {
    const { report } = await imported('label2=animal', 'number1=age');
    const nodes: NodesInRow = [
      { id: 'parts', ...conv(8) },
      { id: 'code', type: 'relu' },
      { id: 'pixels', ...conv(2, 1) },
      { id: 'where', type: 'output', parameters: { label: 'mask' } },
      { id: 'flatten', type: 'flatten', from: ['code'] },
      { id: 'scores', type: 'dense', parameters: { units: 2 } },
    ];
    const document = networkOf(
      nodes,
      { epochs: 20, batchSize: 10, optimizer: quickAdam, seed: 1, shape: [SIZE, SIZE, 3] },
      { label: 'animal' },
    );
    const path = join(home, 'two.json');
    writeFileSync(path, JSON.stringify({ ...document, dataset: { id: report.id } }));
    const folder = join(home, 'two');
    const trained = await run('train', path, '--out', folder);
    expect(trained.code, trained.stderr).toBe(0);

    const evaluated = await run('evaluate', folder, '--json');
    expect(evaluated.code, evaluated.stderr).toBe(0);
    const { outputs } = JSON.parse(evaluated.stdout);
    expect(outputs.where).toMatchObject({ label: 'mask', classes: [{ name: '1' }, { name: '2' }] });
    expect(outputs.where.metrics.meanIou).toBeGreaterThan(0.5);
    expect(outputs.output).toMatchObject({ label: 'animal', classes: [{ name: 'cat' }, { name: 'dog' }] });
    const { stdout } = await run('evaluate', folder);
    expect(stdout).toMatch(/output where \(label mask\).*mean IoU.*IoU +precision/is);

    const image = join(source, '0.png');
    const predicted = JSON.parse((await run('predict', folder, image, '--json')).stdout);
    expect(predicted.outputs.where).toMatchObject({ label: 'mask' });
    expect(Object.keys(predicted.outputs.output.probabilities)).toEqual(ANIMALS);
    expect((await run('predict', folder, image)).stdout).toMatch(/output where \(label mask\): .*[12]/);

    const project = await run('export', folder, join(home, 'project'), '--to', 'pytorch');
    expect(project.code, project.stderr).toBe(0);
    expect(`${project.stdout}${project.stderr}`).not.toContain('Without a program that trains');
    const files = readdirSync(join(home, 'project'), { recursive: true }).map(String);
    expect(files.some((name) => name.endsWith('model.py'))).toBe(true);
    expect(files.some((name) => name.endsWith('train.py'))).toBe(true);
    const onnx = await run('export', folder, join(home, 'two.onnx'), '--to', 'onnx', '--json');
    expect(onnx.code, onnx.stderr).toBe(0);
  });

  it('stays as it is where another label is corrected', async () => {
    const { report } = await imported('label=animal', 'label2=mask');
    const corrected = await run('data', 'correct', report.id, '--label', '0.png=dog', '--json');
    expect(corrected.code, corrected.stderr).toBe(0);
    const refused = await run('data', 'correct', report.id, '--of', 'mask', '--label', '0.png=dog');
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('“mask” is a mask, which no list can correct.');
  });
});
