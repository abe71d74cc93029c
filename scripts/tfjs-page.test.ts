import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { chromium, type Page } from 'playwright';
import { PNG } from 'pngjs';
import { afterAll, expect, it } from 'vitest';
import { numbersOfExamples } from '../src/graph-runtime/datasets/target-description';
import type { NetloomDocument } from '../src/graph-runtime/document/document';
import { serializeDocument } from '../src/graph-runtime/document/serialize';
import { LABELS_WITH_NUMBERS, numbersBeside } from '../src/graph-runtime/testing/numbers-beside';
import { readDocument } from '../src/graph-runtime/testing/read-document';
import { exportWriters } from '../src/main/exchange/writers';
import { randomExport } from '../src/main/trainer/jobs/testing/random-export';
import { startProgram } from '../src/testing/started-program';
import { timeLimit } from '../src/testing/time-limit.mjs';

/* The exported page in a real browser: Debian's Chromium, which `npm test` installs where it may. */

const BROWSER = '/usr/bin/chromium';
const root = join(__dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'netloom-tfjs-page-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function cli(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await startProgram(
    process.execPath,
    [join(root, 'scripts', 'cli.mjs'), ...args],
    { cwd: root },
  ).ended;
  expect(code, stderr).toBe(0);
  return stdout;
}

/** Opens the page of an exported folder from the disk, and looks at it once it has checked itself: its scores are those of the app, and no error is thrown. */
async function withPage(page: string, look: (tab: Page) => Promise<void>): Promise<void> {
  const browser = await chromium.launch({
    executablePath: BROWSER,
    args: ['--no-sandbox'],
    timeout: timeLimit(300),
  });
  try {
    const tab = await browser.newPage();
    tab.setDefaultTimeout(timeLimit(300));
    const errors: string[] = [];
    tab.on('pageerror', (error) => errors.push(error.message));
    await tab.goto(`file://${join(page, 'index.html')}`);
    await tab.locator('#check[data-error]').waitFor();
    expect(Number(await tab.locator('#check').getAttribute('data-error'))).toBeLessThan(1e-5);
    await look(tab);
    expect(errors).toEqual([]);
  } finally {
    await browser.close();
  }
}

/** The scores of the first output that the page shows. */
const resultOf = async (tab: Page): Promise<number[]> =>
  JSON.parse(await tab.evaluate('JSON.stringify(NETLOOM_RESULT)'));

it.for(['presets/lenet.json', withResponses()])(
  'classifies an image as the app does, opened from the disk',
  async (network, context) => {
    if (!existsSync(BROWSER))
      context.skip(`${BROWSER} is not there: npm test installs it where it runs as root`);
    const run = join(folder, `run-${basename(network)}`);
    await cli('train', network, '--epochs', '1', '--limit', '2048', '--out', run);
    const page = join(folder, `page-${basename(network)}`);
    await cli('export', run, page, '--to', 'tfjs');
    expect(readdirSync(page)).toEqual(
      expect.arrayContaining(['index.html', 'model.json', 'tf.min.js', 'weights.bin']),
    );
    const image = join(folder, 'image.png');
    writeFileSync(image, pictureOfStripes());

    await withPage(page, async (tab) => {
      await tab.locator('#file').setInputFiles(image);
      await tab.locator('#answers li').first().waitFor();
      const found = await resultOf(tab);
      const predicted = JSON.parse(await cli('predict', run, image, '--invert', 'never', '--json'));
      const expected: number[] = Object.values(predicted.probabilities);
      expect(expected).toHaveLength(10);
      for (const [at, value] of expected.entries()) expect(found[at]).toBeCloseTo(value, 5);
      const best = await tab.locator('#answers li b').first().textContent();
      expect(best).toBe(predicted.name);
    });
  },
);

it('answers of each of several outputs, with what it shares', async (context) => {
  if (!existsSync(BROWSER))
    context.skip(`${BROWSER} is not there: npm test installs it where it runs as root`);
  const file = join(folder, 'two.json');
  writeFileSync(file, serializeDocument(twoAnswers()));
  const page = join(folder, 'page-two');
  await cli('export', file, page, '--to', 'tfjs');
  await withPage(page, async (tab) => {
    const image = join(folder, 'two.png');
    writeFileSync(image, pictureOfStripes());
    await tab.locator('#file').setInputFiles(image);
    await tab.locator('#answers meter').first().waitFor();
    // A line with the name of each output, then its classes.
    const texts = await tab.locator('#answers li').allTextContents();
    expect(texts.filter((text) => text === 'kind' || text === 'other')).toEqual(['kind', 'other']);
    expect(texts).toHaveLength(2 + 3 + 2);
  });
});

it('takes the numbers beside an image as they were measured', async (context) => {
  if (!existsSync(BROWSER))
    context.skip(`${BROWSER} is not there: npm test installs it where it runs as root`);
  const page = join(folder, 'page-numbers');
  const document = numbersBeside();
  const { network, facts, values, sample } = await randomExport(
    document,
    'predicting',
    4,
    LABELS_WITH_NUMBERS,
  );
  await exportWriters.tfjs(page, network, facts, values, async () => sample);
  const image = join(folder, 'numbers.png');
  writeFileSync(image, pictureOfStripes(6, 8));
  await withPage(page, async (tab) => {
    const beside = numbersOfExamples(LABELS_WITH_NUMBERS);
    if (beside === null) throw new Error('the labels have numbers');
    const fields = tab.locator('#numbers label');
    expect(await fields.allTextContents()).toEqual(beside.names);
    await tab.locator('#file').setInputFiles(image);
    await tab.locator('#answers li').first().waitFor();
    const ofMeans = await resultOf(tab);
    // The mean, written into the field, changes nothing; another age does.
    for (const [at, mean] of beside.mean.entries()) await fields.nth(at).locator('input').fill(`${mean}`);
    await expect.poll(() => resultOf(tab)).toEqual(ofMeans);
    await tab.getByLabel('age').fill('88');
    await expect.poll(() => resultOf(tab)).not.toEqual(ofMeans);
    await showsTheLastAnswer(tab);
  });
});

/** A prediction that ends after a later one, or after the image was cleared, is not shown. */
async function showsTheLastAnswer(tab: Page): Promise<void> {
  await tab.evaluate(`{
    const predictAtOnce = predict;
    predict = async (...given) => {
      const found = await predictAtOnce(...given);
      if (window.isHeld) await new Promise((release) => { window.release = release; });
      return found;
    };
  }`);
  const age = tab.getByLabel('age');
  const release = () => tab.evaluate('release(), new Promise((done) => setTimeout(done))');
  const hold = async (value: string) => {
    await tab.evaluate('window.isHeld = true, window.release = undefined');
    await age.fill(value);
    await tab.waitForFunction('window.release !== undefined');
    await tab.evaluate('window.isHeld = false');
  };
  const before = await resultOf(tab);
  await hold('20');
  await age.fill('60');
  await expect.poll(() => resultOf(tab)).not.toEqual(before);
  const ofLast = await resultOf(tab);
  await release();
  expect(await resultOf(tab)).toEqual(ofLast);
  await hold('20');
  await tab.locator('#clear').click();
  await release();
  expect(await tab.locator('#answers li').count()).toBe(0);
}

/** Two outputs of one image, of which a convolution is called twice. */
function twoAnswers(): NetloomDocument {
  const conv = { filters: 1, kernelSize: 3, padding: 'same' };
  const rows = [
    ['input', 'first', 'second', 'flat', 'three', 'kind'],
    ['flat', 'two', 'other'],
  ];
  return readDocument({
    ...{ format: 'netloom', version: 3, name: 'two answers' },
    nodes: [
      { id: 'input', type: 'input', parameters: { shape: [28, 28, 1] } },
      { id: 'first', type: 'conv2d', parameters: conv },
      { id: 'second', type: 'conv2d', parameters: conv, sharesWith: 'first' },
      { id: 'flat', type: 'flatten' },
      { id: 'three', type: 'dense', parameters: { units: 3 } },
      { id: 'kind', type: 'output' },
      { id: 'two', type: 'dense', parameters: { units: 2 } },
      { id: 'other', type: 'output' },
    ],
    edges: rows.flatMap((row) => row.slice(1).map((to, at) => ({ from: row[at] ?? '', to }))),
  });
}

/** LeNet with a layer that TensorFlow.js does not have, which the page brings along. */
function withResponses(): string {
  const { nodes, edges, ...rest } = JSON.parse(readFileSync(join(root, 'presets', 'lenet.json'), 'utf8'));
  const [{ to }] = edges;
  const file = join(folder, 'responses.json');
  const responses = { id: 'responses', type: 'localResponseNormalization' };
  const wires = [
    ...edges.slice(0, 1),
    ...edges
      .slice(1)
      .map((edge: { from: string }) => (edge.from === to ? { ...edge, from: 'responses' } : edge)),
    { from: to, to: 'responses' },
  ];
  writeFileSync(file, JSON.stringify({ ...rest, nodes: [...nodes, responses], edges: wires }));
  return file;
}

/** As large as the network's input, so that nobody has to resize it; every gray once or more. */
function pictureOfStripes(width = 28, height = 28): Buffer {
  const png = new PNG({ width, height });
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    png.data.fill((pixel * 7) % 256, 4 * pixel, 4 * pixel + 3);
    png.data[4 * pixel + 3] = 255;
  }
  return PNG.sync.write(png);
}
