import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findViolations } from './accessibility';
import { expect, test } from './fixture';
import { SEGMENTER } from './networks';
import { Canvas } from './pages/canvas';
import { chooseSource, openDocument, showResults } from './pages/own-data';
import { TrainingPanel } from './pages/training-panel';
import { writeOutlined } from './photos';
import { PLAIN, setLook } from './views/look';

/* Photos with a list that names a mask and a class of each: one network says where the garment is, and which. */

test.use({ settings: { isTourDone: true } });

let folder = '';
test.beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'netloom-mask-labels-'));
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A branch for the class beside the one for the mask. */
const NAMER = {
  ...{ ...SEGMENTER, name: 'Where and what' },
  nodes: [
    ...SEGMENTER.nodes,
    { id: 'flatten', type: 'flatten' },
    { id: 'scores', type: 'dense', parameters: { units: 3 } },
    { id: 'kind', type: 'output', parameters: { label: 'garment' } },
  ],
  edges: [
    ...SEGMENTER.edges,
    { from: 'relu', to: 'flatten' },
    { from: 'flatten', to: 'scores' },
    { from: 'scores', to: 'kind' },
  ],
};

test('a list of images with masks and classes: an output for each, and the mask over the image', async ({
  netloom,
}) => {
  const { page, capture } = netloom;
  writeOutlined(folder, 200);
  await openDocument(netloom, NAMER);
  const dialog = await chooseSource(netloom, folder, 'folder');
  await expect(dialog.getByRole('combobox', { name: 'Label', exact: true })).toContainText('mask');
  await dialog.getByRole('combobox', { name: 'Label 2' }).click();
  await page.getByRole('option', { name: 'garment', exact: true }).click();
  await expect(dialog.getByRole('combobox', { name: 'Label 2' })).toContainText('garment');
  await expect(dialog.getByRole('img', { name: /^Mask of/ })).toHaveCount(24);
  await capture('a mask and a class as labels');
  await dialog.getByTestId('start-import').click();
  await dialog.getByTestId('train-on-imported').click();
  await expect(new Canvas(page).node('output')).toContainText('mask');
  await new TrainingPanel(page).trainWhenReady();

  await showResults(netloom);
  await expect(page.getByTestId('evaluation-figures')).toContainText('Pixel accuracy');
  await expect(page.getByTestId('mask-comparison').getByRole('img').first()).toBeVisible();
  await capture('results of the mask');
  await page.getByRole('combobox', { name: 'Output' }).click();
  await page.getByRole('option', { name: 'kind', exact: true }).click();
  await expect(page.getByText('ankle boots').first()).toBeVisible();

  await page.getByRole('tab', { name: 'Data', exact: true }).click();
  const data = page.getByTestId('data-view');
  await page.getByTestId('data-grid').getByRole('option').first().click();
  await expect(page.getByTestId('example-label')).toHaveText(/trousers|bags|ankle boots/);
  await expect(page.getByTestId('example-mask')).toHaveText(/^(0|1) [\d.]+%(0|1) [\d.]+%$/);
  await expect(data.getByRole('switch', { name: 'Masks' })).toBeVisible();
  await expect(data.getByTestId('class-filter').getByRole('button', { name: /^1/ })).toContainText('200');
  expect(await findViolations(page, { isPart: true })).toEqual([]);
  await capture('the mask over the image');
  await setLook(page, { language: 'zh-Hant', theme: 'dark' });
  await capture('the mask over the image, Chinese and dark');
  await setLook(page, PLAIN);
  const choose = async (box: string, option: string | RegExp) => {
    await data.getByRole('combobox', { name: box, exact: true }).click();
    await page.getByRole('option', { name: option, exact: typeof option === 'string' }).click();
  };
  await choose('Label', 'garment');
  await data.getByTestId('class-filter').getByRole('button', { name: /^bags/ }).click();
  await expect(page.getByTestId('data-count')).not.toContainText('200 of 200');
  await data.getByRole('button', { name: 'Clear filters' }).click();
  // What the run has made of the label that is looked at.
  await choose('Run', /Where and what/);
  await choose('Label', 'mask');
  await expect(data.getByRole('combobox', { name: 'Output', exact: true })).toHaveText('output');
  await page.getByTestId('data-grid').getByRole('option').first().click();
  await expect(page.getByTestId('example-prediction')).toContainText('IoU');
  await capture('predictions of the mask');
});
