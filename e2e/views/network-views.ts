import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect, type Netloom } from '../fixture';
import { LOCATOR, PATHS, SIAMESE } from '../networks';
import { Canvas } from '../pages/canvas';
import { chooseSource, importAndTrain, openDocument, showResults } from '../pages/own-data';
import { TrainingPanel } from '../pages/training-panel';
import { Workbench } from '../pages/workbench';
import { writeBoxes, writePhotos } from '../photos';
import type { Visit } from './look';

/* Networks that are no row of layers with one input and one output: what is different with them, from the canvas to the results. */

const COUNT = 120;

async function choose(page: Page, field: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: field, exact: true }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

/** An output for a class and one for the corners of a box. */
async function walkLabels(netloom: Netloom, visit: Visit): Promise<void> {
  const { page, userData } = netloom;
  await openDocument(netloom, LOCATOR);
  await importLabels(netloom, path.join(userData, 'boxes'), visit);
  const canvas = new Canvas(page);
  await canvas.select('where');
  await expect(page.getByTestId('loss-note')).toBeVisible();
  await visit('inspector-label');
  await page.getByRole('combobox', { name: 'Label', exact: true }).click();
  await visit('inspector-labels');
  await page.keyboard.press('Escape');
  await new TrainingPanel(page).trainWhenReady();
  await visit('trained-labels');

  await showResults(netloom);
  await page.getByRole('combobox', { name: 'Output', exact: true }).click();
  await visit('results-outputs');
  await page.getByRole('option', { name: 'where', exact: true }).click();
  await expect(page.getByTestId('evaluation-figures')).toContainText('R²');
  await visit('results-box');
  await page.getByTestId('workbench').getByRole('button', { name: 'Try an image' }).click();
  await expect(page.getByTestId('prediction')).toBeVisible();
  await visit('try-labels');

  await new Workbench(page).show('Data');
  await expect(page.getByTestId('data-count')).toContainText(`${COUNT} of ${COUNT}`);
  await page.getByRole('button', { name: 'Maximize' }).click();
  await page.getByTestId('data-grid').getByRole('option').first().click();
  await expect(page.getByTestId('example-label')).toHaveCount(2);
  await visit('data-labels');
  await choose(page, 'Label', 'corners');
  await expect(page.getByRole('slider', { name: 'ymin: from' })).toBeVisible();
  await visit('data-label-numbers');
  await page.getByTestId('change-label').click();
  await visit('data-change-label');
}

async function importLabels(netloom: Netloom, source: string, visit: Visit): Promise<void> {
  const { page } = netloom;
  writeBoxes(source, COUNT);
  const dialog = await chooseSource(netloom, source, 'folder');
  await choose(page, 'Label 2', 'xmin, ymin, xmax, ymax');
  const name = dialog.getByRole('textbox', { name: 'Name of label 2' });
  await name.fill('xmin');
  await expect(dialog.getByText('Another column or label is called “xmin”.')).toBeVisible();
  await visit('import-label-name');
  await name.fill('corners');
  await name.press('Enter');
  await choose(page, 'Label 3', 'tags');
  await expect(dialog.getByRole('combobox', { name: 'What “tags” is' })).toContainText('Several classes');
  await visit('import-labels');
  await dialog.getByTestId('start-import').click();
  await dialog.getByTestId('train-on-imported').click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

/** Two images through one layer: pairs, their distances, and the nearest neighbors of each image. */
async function walkPairs(netloom: Netloom, visit: Visit): Promise<void> {
  const { page, userData } = netloom;
  const source = path.join(userData, 'pairs');
  writePhotos(source, 60);
  await openDocument(netloom, SIAMESE);
  const canvas = new Canvas(page);
  for (const [node, view] of [
    ['second', 'inspector-partner'],
    ['map2', 'inspector-shared'],
    ['output', 'inspector-pair'],
  ] as const) {
    await canvas.select(node);
    await visit(view);
  }
  await importAndTrain(netloom, source, 'folder');
  await visit('trained-pairs');
  await showResults(netloom);
  const ways = page.getByTestId('workbench').getByRole('group', { name: 'Results as' }).getByRole('button');
  for (const name of await ways.allTextContents()) {
    await ways.getByText(name, { exact: true }).click();
    if (name === 'Nearest neighbors')
      await expect(page.getByTestId('nearest-neighbors').getByRole('listitem')).toHaveCount(6);
    await visit(`pairs-${name.toLowerCase().replaceAll(' ', '-')}`);
  }
}

/** A block with a parameter of each kind, its copies side by side, and a branch that a parameter takes out. */
async function walkBlocks(netloom: Netloom, visit: Visit): Promise<void> {
  const { page } = netloom;
  const canvas = new Canvas(page);
  await openDocument(netloom, PATHS);
  await canvas.select('paths');
  await visit('inspector-block-parameters');
  await page.getByRole('group', { name: 'Copies' }).getByText('Side by side').click();
  await choose(page, 'Joined by', 'Concatenate');
  await expect(canvas.node('paths')).toContainText('4 → Concatenate');
  await visit('inspector-copies');
  await canvas.select('squeeze');
  await page.getByRole('group', { name: 'State' }).getByText('Mute').click();
  await page.getByRole('button', { name: 'Decide by a parameter' }).click();
  await expect(canvas.node('excite')).toContainText('inactive');
  await visit('inspector-switch');
  await canvas.region.focus();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('switch', { name: 'Default of with_squeeze' })).toBeVisible();
  await visit('network-parameters');
  await canvas.node('paths').dblclick();
  await expect(canvas.node('paths')).toHaveCount(0);
  await canvas.waitForLayout();
  await page.getByRole('combobox', { name: 'Kind of the new parameter' }).scrollIntoViewIfNeeded();
  await visit('block-parameters');
  await canvas.select('conv');
  await visit('block-expressions');
}

/** The walks through the views of such networks, by what is different with them. */
export const WALKS_OF_NETWORKS = [
  ['several labels', walkLabels],
  ['pairs of images', walkPairs],
  ['blocks with parameters', walkBlocks],
] as const;
