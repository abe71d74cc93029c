import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findDataset } from '../data/dataset-catalog';
import { datasetRoots } from '../data/dataset-roots';
import { loadDataset } from '../data/load-dataset';
import type { ExampleValues } from '../data/prepared-example';
import { repositoryRoot, runCli as run, trainLenet } from './testing/run-cli';

/* Trained on the command line, and asked there. */

let folder: string;
let images: ExampleValues;

/** A test image as a PNG file, as it is or dark on white. */
function writeImage(name: string, index: number, isOnPaper: boolean): string {
  const png = new PNG({ width: 28, height: 28 });
  images.subarray(784 * index, 784 * (index + 1)).forEach((value, at) => {
    const shown = isOnPaper ? 255 - value : value;
    png.data.set([shown, shown, shown, 255], 4 * at);
  });
  const path = join(folder, name);
  writeFileSync(path, PNG.sync.write(png));
  return path;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'netloom-trained-'));
  const found = await findDataset(datasetRoots(repositoryRoot), 'fashion-mnist');
  const loaded = found.ok ? await loadDataset(found.value) : found;
  if (!loaded.ok) throw new Error(loaded.error.code);
  images = loaded.value.test.examples;
  await trainLenet(folder, 512);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('evaluate and predict', () => {
  it('agree about every image, whatever way it comes', async () => {
    const evaluated = await run('evaluate', folder, '--json');
    expect(evaluated).toMatchObject({ code: 0, stderr: '' });
    const { count, predictions, confidences, classes } = JSON.parse(evaluated.stdout);
    expect(count).toBe(10_000);
    expect(classes[9]).toMatchObject({ name: 'Ankle boot', count: 1000 });
    const files = [
      writeImage('a.png', 0, false),
      writeImage('b.png', 0, true),
      writeImage('c.png', 1, false),
    ];
    const predicted = await run('predict', folder, ...files, '--json');
    expect(predicted).toMatchObject({ code: 0, stderr: '' });
    const lines = predicted.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ image }) => image)).toEqual(files);
    expect(lines.map(({ isInverted }) => isInverted)).toEqual([false, true, false]);
    expect(lines[1]).toEqual({ ...lines[0], image: files[1], isInverted: true });
    [lines[0], lines[2]].forEach((line, index) => {
      expect(line.class).toBe(predictions[index]);
      expect(line.probabilities[line.name]).toBeCloseTo(confidences[index], 6);
    });
  });

  it('send people a table', async () => {
    const weights = join(folder, 'weights.safetensors');
    const { code, stdout } = await run('evaluate', 'presets/lenet.json', '--weights', weights);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^LeNet on the 10,000 test examples of Fashion-MNIST: accuracy/);
    expect(stdout).toMatch(/^Sneaker .* 1,000$/m);
  });

  it('say what is missing in one sentence', async () => {
    expect(await run('evaluate', 'presets/lenet.json')).toMatchObject({
      code: 2,
      stderr: 'evaluate needs --weights FILE.safetensors in addition to a network file.\n',
    });
    expect(await run('predict', folder)).toMatchObject({ code: 2, stderr: 'predict needs images.\n' });
    const text = join(folder, 'document.json');
    expect((await run('predict', folder, text)).stderr).toMatch(/document\.json is not an image/);
    const weights = join(folder, 'weights.safetensors');
    const other = await run('evaluate', 'presets/alexnet.json', '--weights', weights);
    expect(other.code).toBe(1);
    expect(other.stderr).toMatch(/of the network’s \d+ weights are in/);
  });
});
