import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findViolations } from './accessibility';
import { expect, test } from './fixture';
import { Canvas } from './pages/canvas';
import { importAndTrain, openDocument, PERCEPTRON, SEGMENTER, showResults } from './pages/own-data';
import { answerSaveDialogs } from './pages/system';
import { writeMasks } from './photos';
import { testFolder } from './test-data';

/* Networks for other targets than one class, from the user's files to their results, in the real window. */

test.use({ settings: { isTourDone: true } });

let folder = '';
test.beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'netloom-targets-'));
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a table of prices: a regression, with its R² and its predictions', async ({ netloom }) => {
  const data = testFolder('scikit-learn');
  test.skip(data === null, 'the tables of scikit-learn are not there: npm test fetches them');
  const boston = path.join(data ?? '', 'data', 'boston_house_prices.csv');
  const { app, page } = netloom;
  const file = path.join(folder, 'prices.csv');
  // Its first line has counts; the second one is the header.
  writeFileSync(file, readFileSync(boston, 'utf8').split('\n').slice(1).join('\n'));
  await openDocument(netloom, PERCEPTRON);
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
  await openDocument(netloom, SEGMENTER);
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
