import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findViolations } from './accessibility';
import { expect, type Netloom, test } from './fixture';
import { Canvas } from './pages/canvas';
import { answerOpenDialogs, answerSaveDialogs } from './pages/system';
import { TrainingPanel } from './pages/training-panel';
import { writeMasks } from './photos';
import { testFolder } from './test-data';

/* Networks for other targets than one class, from the user's files to their results, in the real window. */

test.use({ settings: { isTourDone: true } });

let folder = '';
test.beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'netloom-targets-'));
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

const training = { epochs: 3, batchSize: 16, optimizer: { type: 'adam', learningRate: 0.01 } };
const chain = (...ids: readonly string[]) => ids.slice(1).map((to, at) => ({ from: ids[at], to }));

/** A network with a hidden layer; the size of its ends is for another data set. */
const PERCEPTRON = {
  ...{ format: 'netloom', version: 2, name: 'Prices', training: { ...training, epochs: 20 } },
  nodes: [
    { id: 'input', type: 'input', parameters: { shape: [4] } },
    { id: 'hidden', type: 'dense', parameters: { units: 32 } },
    { id: 'relu', type: 'relu' },
    { id: 'last', type: 'dense', parameters: { units: 3 } },
    { id: 'output', type: 'output' },
  ],
  edges: chain('input', 'hidden', 'relu', 'last', 'output'),
};

const SEGMENTER = {
  ...{ format: 'netloom', version: 2, name: 'Outlines', training },
  nodes: [
    { id: 'input', type: 'input', parameters: { shape: [28, 28, 1] } },
    { id: 'conv', type: 'conv2d', parameters: { filters: 8, kernelSize: 3, padding: 'same' } },
    { id: 'relu', type: 'relu' },
    { id: 'classes', type: 'conv2d', parameters: { filters: 3, kernelSize: 1 } },
    { id: 'output', type: 'output' },
  ],
  edges: chain('input', 'conv', 'relu', 'classes', 'output'),
};

async function open({ app, page, userData }: Netloom, document: { readonly name: string }): Promise<void> {
  const file = path.join(userData, `${document.name}.netloom`);
  writeFileSync(file, JSON.stringify(document));
  await new Canvas(page).waitForLayout();
  await answerOpenDialogs(app, file);
  await page.keyboard.press('Control+o');
  await expect(page.getByRole('heading', { level: 1 })).toContainText(document.name);
}

/** Imports a folder or file and has the open network train on it. */
async function importAndTrain(
  { app, page }: Netloom,
  source: string,
  kind: 'folder' | 'file',
): Promise<void> {
  await page.getByRole('button', { name: 'File', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Import data…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import data' });
  await answerOpenDialogs(app, source);
  await dialog.getByRole('button', { name: kind === 'folder' ? 'Choose folder…' : 'Choose file…' }).click();
  await dialog.getByTestId('start-import').click({ timeout: 60_000 });
  await dialog.getByTestId('train-on-imported').click({ timeout: 60_000 });
  const panel = new TrainingPanel(page);
  await panel.show();
  await panel.expectPanelState('idle');
  await panel.train.click();
  await panel.expectPanelState('done', 180_000);
}

async function showResults({ page }: Netloom): Promise<void> {
  await page.getByRole('tab', { name: 'Results' }).click();
  await expect(page.getByTestId('evaluation-figures')).toBeVisible({ timeout: 60_000 });
}

test('a table of prices: a regression, with its R² and its predictions', async ({ netloom }) => {
  const data = testFolder('scikit-learn');
  test.skip(data === null, 'the tables of scikit-learn are not there: npm test fetches them');
  const boston = path.join(data ?? '', 'data', 'boston_house_prices.csv');
  const { app, page } = netloom;
  const file = path.join(folder, 'prices.csv');
  // Its first line has counts; the second one is the header.
  writeFileSync(file, readFileSync(boston, 'utf8').split('\n').slice(1).join('\n'));
  await open(netloom, PERCEPTRON);
  await importAndTrain(netloom, file, 'file');
  await expect(new Canvas(page).node('output')).toContainText('1 number');
  await expect(page.getByTestId('training-status')).toContainText('R² on the test set');
  // Nobody draws a row of a table.
  await expect(page.getByTestId('try-image-of-own')).toHaveCount(0);
  await netloom.capture('regression trained');

  await showResults(netloom);
  await expect(page.getByTestId('evaluation-figures')).toContainText('R²');
  const plot = page.getByTestId('scatter');
  await expect(plot).toHaveAttribute('aria-valuetext', /^Test example \d+: actual .+, predicted /);
  const before = await plot.getAttribute('aria-valuetext');
  await plot.press('Home');
  await expect(plot).not.toHaveAttribute('aria-valuetext', before ?? '');
  expect(await findViolations(page, { isPart: true })).toEqual([]);
  await netloom.capture('predicted and actual');
  await page.getByRole('button', { name: 'Errors', exact: true }).click();
  await expect(page.getByTestId('histogram')).toBeVisible();
  await netloom.capture('errors');

  const saved = path.join(folder, 'predictions.csv');
  await answerSaveDialogs(app, saved);
  await page.getByTestId('export-results').click();
  await expect(() => {
    const lines = readFileSync(saved, 'utf8').trimEnd().split('\r\n');
    expect(lines[0]).toBe('index,MEDV (actual),MEDV (predicted)');
    expect(lines.length).toBeGreaterThan(50);
  }).toPass();
});

test('images with masks: a segmentation, with its overlays', async ({ netloom }) => {
  const { page } = netloom;
  writeMasks(path.join(folder, 'garments'), 300);
  await open(netloom, SEGMENTER);
  await importAndTrain(netloom, path.join(folder, 'garments'), 'folder');
  await expect(new Canvas(page).node('output')).toContainText('mask of 2 classes');
  await expect(page.getByTestId('training-status')).toContainText('Mean IoU on the test set');
  await showResults(netloom);
  await expect(page.getByTestId('evaluation-figures')).toContainText('Pixel accuracy');
  await expect(page.getByTestId('mask-comparison').getByRole('img').first()).toBeVisible();
  expect(await findViolations(page, { isPart: true })).toEqual([]);
  await netloom.capture('worst masks');
  await page.getByRole('button', { name: 'Classes', exact: true }).click();
  await expect(page.getByTestId('class-table').getByRole('row')).toHaveCount(3);
  await netloom.capture('IoU of the classes');
  await page.getByRole('button', { name: 'Confusion', exact: true }).click();
  await expect(page.getByTestId('confusion-matrix')).toBeVisible();
  await page.getByRole('button', { name: 'Try an image', exact: true }).click();
  await expect(page.getByTestId('mask-comparison')).toBeVisible();
  await netloom.capture('try an image');
});
