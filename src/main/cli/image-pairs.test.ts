import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { encode, picture, writeTree } from '../data/importing/testing/image-trees';
import { networkOf } from '../trainer/testing/build-document';
import { quickAdam } from '../trainer/testing/run-training';
import { startCli } from './testing/run-cli';

/* Images with a second image each on the command line: imported from two folders, learned, and predicted. */

const SIDE = 16;
const COUNT = 40;

let home: string;
let dataset: string;
const run = (...args: string[]) => startCli(args, { XDG_DATA_HOME: join(home, 'data') }).ended;
const lowOf = (at: number) => join(home, 'pairs', 'lr', `${at}.png`);

/** The gray image in half the size: each pixel the mean of four. */
function reduced(image: PNG): PNG {
  const low = new PNG({ width: SIDE, height: SIDE });
  for (let at = 0; at < SIDE * SIDE; at += 1) {
    const [row, column] = [2 * Math.floor(at / SIDE), 2 * (at % SIDE)];
    const corners = [0, 1, 2 * SIDE, 2 * SIDE + 1].map((step) => 4 * (row * 2 * SIDE + column + step));
    const values = corners.flatMap((place) => [...image.data.subarray(place, place + 3)]);
    const gray = Math.round(values.reduce((sum, value) => sum + value, 0) / values.length);
    low.data.set([gray, gray, gray, 255], 4 * at);
  }
  return low;
}

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'netloom-pairs-cli-'));
  const images = Array.from({ length: COUNT }, (_, at) => picture(at, 2 * SIDE, 2 * SIDE));
  writeTree(
    join(home, 'pairs'),
    Object.fromEntries(
      images.flatMap((image, at) => [
        [`lr/${at}.png`, encode(reduced(image))],
        [`hr/${at}.png`, encode(image)],
      ]),
    ),
  );
  // One that is as large as its image only, and one that is no image.
  writeTree(join(home, 'pairs'), {
    'lr/small.png': encode(reduced(picture(90, 2 * SIDE, 2 * SIDE))),
    'hr/small.png': encode(picture(90, SIDE, SIDE)),
    'lr/text.png': encode(reduced(picture(91, 2 * SIDE, 2 * SIDE))),
    'hr/text.png': 'no image',
  });
  const imported = await run('data', 'import', join(home, 'pairs'), '--json');
  expect(imported.code, imported.stderr).toBe(0);
  const report = JSON.parse(imported.stdout.trim().split('\n').at(-1) ?? '{}');
  dataset = report.id;
  expect(report).toMatchObject({ found: COUNT + 2, skipped: 2 });
  const reasons: readonly { readonly reason: string }[] = report.problems;
  expect(reasons.map(({ reason }) => reason).sort()).toEqual(['not-an-image', 'other-size']);
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

it('are described as what they are', async () => {
  const { code, stdout } = await run('data', 'list');
  expect(code).toBe(0);
  expect(stdout).toContain('second images of 3 channels');
});

it('are learned by a network that doubles the size, and predicted', async () => {
  const document = networkOf(
    [
      { id: 'conv', type: 'conv2d', parameters: { filters: 16, kernelSize: 3, padding: 'same' } },
      { id: 'relu', type: 'relu' },
      { id: 'scores', type: 'conv2d', parameters: { filters: 12, kernelSize: 3, padding: 'same' } },
      { id: 'shuffle', type: 'depthToSpace', parameters: { blockSize: 2 } },
    ],
    {
      shape: [SIDE, SIDE, 1],
      epochs: 15,
      batchSize: 8,
      seed: 1,
      optimizer: quickAdam,
    },
  );
  const [path, folder] = [join(home, 'double.json'), join(home, 'double')];
  writeFileSync(path, JSON.stringify({ ...document, name: 'double', dataset: { id: dataset } }));
  const trained = await run('train', path, '--out', folder);
  expect(trained.code, trained.stderr).toBe(0);

  const evaluated = JSON.parse((await run('evaluate', folder, '--json')).stdout);
  const errors: readonly number[] = evaluated.errors;
  expect(errors.length).toBeGreaterThan(5);
  const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
  expect(evaluated.metrics.meanSquaredError).toBeCloseTo(mean, 5);
  // Random colors cannot be known of a gray image: that of a gray answer is 0.083.
  expect(mean).toBeLessThan(0.1);

  const predicted = await run('predict', folder, lowOf(0), '--invert', 'never', '--json');
  expect(predicted.code, predicted.stderr).toBe(0);
  const { shape, values } = JSON.parse(predicted.stdout.trim());
  expect([shape, values.length]).toEqual([[2 * SIDE, 2 * SIDE, 3], 4 * 3 * SIDE * SIDE]);
  const text = (await run('predict', folder, lowOf(0))).stdout;
  expect(text).toContain(`an image of ${2 * SIDE} × ${2 * SIDE} × 3`);
});

it('say that a network of another size does not fit', async () => {
  const same = networkOf(
    [{ id: 'conv', type: 'conv2d', parameters: { filters: 3, kernelSize: 3, padding: 'same' } }],
    { shape: [SIDE, SIDE, 1], epochs: 1 },
  );
  const path = join(home, 'same.json');
  writeFileSync(path, JSON.stringify({ ...same, name: 'same', dataset: { id: dataset } }));
  const { code, stderr } = await run('train', path, '--out', join(home, 'same'));
  expect(code).not.toBe(0);
  expect(stderr).toContain(`${2 * SIDE} × ${2 * SIDE} × 3`);
});
