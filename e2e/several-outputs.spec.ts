import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, type Netloom, test } from './fixture';
import { Canvas } from './pages/canvas';
import { chooseSource, openDocument, showResults } from './pages/own-data';
import { answerSaveDialogs } from './pages/system';
import { TrainingPanel } from './pages/training-panel';
import { PLAIN, setLook } from './views/look';

/* A network with an output for each of two labels, in the data browser. */

test.use({ settings: { isTourDone: true } });

let folder = '';
test.beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'netloom-outputs-'));
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Of a leaf's length and width, the species (of three, which overlap) and the weight. */
function writeLeaves(): string {
  const rows = Array.from({ length: 120 }, (_, at) => {
    const [length, width] = [1 + ((at * 7) % 40) / 10, 1 + ((at * 11) % 30) / 10];
    const species = ['maple', 'oak', 'willow'][Math.min(2, Math.floor((length + ((at * 13) % 10) / 10) / 2))];
    return [length, width, (length * width).toFixed(2), species].join();
  });
  const file = path.join(folder, 'leaves.csv');
  writeFileSync(file, ['length,width,weight,species', ...rows].join('\n'));
  return file;
}

const LEAVES = {
  ...{ format: 'netloom', version: 2, name: 'Leaves' },
  training: { epochs: 10, batchSize: 16, optimizer: { type: 'adam', learningRate: 0.01 } },
  nodes: [
    { id: 'input', type: 'input', parameters: { shape: [2] } },
    { id: 'hidden', type: 'dense', parameters: { units: 32 } },
    { id: 'relu', type: 'relu' },
    { id: 'classes', type: 'dense', parameters: { units: 3 } },
    { id: 'kind', type: 'output', parameters: { label: 'species' } },
    { id: 'number', type: 'dense', parameters: { units: 1 } },
    { id: 'mass', type: 'output', parameters: { label: 'weight' } },
  ],
  edges: [
    { from: 'input', to: 'hidden' },
    { from: 'hidden', to: 'relu' },
    { from: 'relu', to: 'classes' },
    { from: 'classes', to: 'kind' },
    { from: 'relu', to: 'number' },
    { from: 'number', to: 'mass' },
  ],
};

test('the predictions of each output are chosen by it, by its label, and by a link from its results', async ({
  netloom,
}) => {
  const { page, capture } = netloom;
  await openDocument(netloom, LEAVES);
  const dialog = await chooseSource(netloom, writeLeaves(), 'file');
  await dialog.getByRole('combobox', { name: 'Label 2' }).click();
  await page.getByRole('option', { name: 'weight', exact: true }).click();
  await dialog.getByTestId('start-import').click();
  await dialog.getByTestId('train-on-imported').click();
  await new Canvas(page).waitForLayout();
  await new TrainingPanel(page).trainWhenReady();
  await page.getByRole('tab', { name: 'Data', exact: true }).click();
  const table = page.getByTestId('data-table');
  await table.getByText('Training 0', { exact: true }).click();
  await expect(table.getByRole('columnheader')).toHaveText([
    'Number',
    'species',
    'weight',
    'length',
    'width',
  ]);

  const data = page.getByTestId('data-view');
  const choose = async (box: string, option: string | RegExp) => {
    await data.getByRole('combobox', { name: box, exact: true }).click();
    await page.getByRole('option', { name: option, exact: typeof option === 'string' }).click();
  };
  await choose('Run', /^(?!None)/);
  const output = data.getByRole('combobox', { name: 'Output', exact: true });
  const predicted = page.getByTestId('example-prediction');
  await expect(output).toHaveText('kind');
  await expect(predicted).toHaveText(/maple|oak|willow/);
  await data.getByRole('button', { name: 'Wrong', exact: true }).click();
  await expect(data.getByRole('button', { name: 'Clear filters' })).toBeVisible();
  await choose('Output', 'mass');
  await expect(data.getByRole('combobox', { name: 'Label', exact: true })).toHaveText('weight');
  await expect(predicted).toHaveText(/^-?\d[\d.]* \([+-]?\d/);
  // A wrong class is no filter of numbers.
  await expect(data.getByRole('button', { name: 'Clear filters' })).toHaveCount(0);
  await choose('Order', 'Largest error first');
  await capture('predictions of the second output');
  await setLook(page, { language: 'zh-Hant', theme: 'dark' });
  await capture('predictions of the second output, Chinese and dark');
  await setLook(page, PLAIN);
  await choose('Label', 'species');
  await expect(output).toHaveText('kind');
  await expect(data.getByRole('combobox', { name: 'Order', exact: true })).toHaveText('As stored');
  await showResults(netloom);
  await page.getByRole('combobox', { name: 'Output' }).click();
  await page.getByRole('option', { name: 'mass', exact: true }).click();
  await page.getByRole('button', { name: 'Worst examples' }).click();
  await page.getByRole('button', { name: 'Show in Data' }).click();
  await expect(output).toHaveText('mass');
  await expect(data.getByRole('combobox', { name: 'Order', exact: true })).toHaveText('Largest error first');
  await exportBoth(netloom);
  await tryLeaf(netloom);
});

/** A test example by the names of its columns: its length and width are of the leaf whose weight is said. */
async function tryLeaf({ page, capture }: Netloom): Promise<void> {
  await page.getByRole('button', { name: 'Try an example' }).click();
  const values = page.getByTestId('test-row-value');
  await expect(page.getByTestId('try-image').getByText('length', { exact: true })).toBeVisible();
  const [length, width] = (await values.allTextContents()).map(Number);
  const [row = ''] = readFileSync(path.join(folder, 'mass.csv'), 'utf8').split('\r\n').slice(1);
  expect((length ?? 0) * (width ?? 0)).toBeCloseTo(Number(row.split(',')[1]), 2);
  await capture('a leaf to try');
}

/** The results of each output as CSV: labels and predictions are its own. */
async function exportBoth(netloom: Netloom): Promise<void> {
  const { app, page } = netloom;
  const shown = new Map<string, string | null>();
  await showResults(netloom);
  const rowsOf = async (output: string) => {
    await page.getByRole('combobox', { name: 'Output' }).click();
    await page.getByRole('option', { name: output, exact: true }).click();
    const saved = path.join(folder, `${output}.csv`);
    await answerSaveDialogs(app, saved);
    await page.getByTestId('export-results').click();
    shown.set(output, await page.getByTestId('evaluation-figures').textContent());
    await expect(() => expect(readFileSync(saved, 'utf8')).toContain('\r\n')).toPass();
    return readFileSync(saved, 'utf8')
      .trimEnd()
      .split('\r\n')
      .map((line) => line.split(','));
  };
  const [kinds, masses] = [await rowsOf('kind'), await rowsOf('mass')];
  expect(kinds[0]).toEqual(['index', 'actual', 'predicted', 'confidence']);
  expect(masses[0]).toEqual(['index', 'weight (actual)', 'weight (predicted)']);
  // Each test example has the two labels of one row of the file.
  const leaves = readFileSync(path.join(folder, 'leaves.csv'), 'utf8').trim().split('\n').slice(1);
  const pairs = new Set(leaves.map((line) => line.split(',').slice(2).map(asLabel).join()));
  const examples = kinds.slice(1).map((row, at) => [masses[at + 1]?.[1], row[1]]);
  expect(examples.length).toBeGreaterThan(10);
  for (const [weight = '', kind = ''] of examples)
    expect(pairs).toContain([weight, kind].map(asLabel).join());
  // And the predictions are those whose figures are shown.
  const right = kinds.slice(1).filter((row) => row[1] === row[2]).length;
  expect(shown.get('kind')).toContain(`${((100 * right) / examples.length).toFixed(2)}%`);
  const errors = masses.slice(1).map((row) => Math.abs(Number(row[1]) - Number(row[2])));
  const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
  expect(shown.get('mass')).toContain(mean.toPrecision(3));
}

/** Weights to two places, as the file has them. */
function asLabel(text: string): string {
  return /^[\d.]+$/.test(text) ? Number(text).toFixed(2) : text;
}
