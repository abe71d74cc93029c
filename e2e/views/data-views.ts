import path from 'node:path';
import { expect, type Netloom } from '../fixture';
import { READER, SEGMENTER } from '../networks';
import { importAndTrain, openDocument, showResults } from '../pages/own-data';
import { Workbench } from '../pages/workbench';
import { writeListed, writeMasks } from '../photos';
import type { Visit } from './look';

/*
 * The data browser and the results for every kind of label but one class, which the walk through the workbench has: each from the user's files to
 * what a run made of them, and to a correction that is saved.
 */

const COUNT = 200;

/** Shows the browser over the whole window, at all examples. */
async function showData({ page }: Netloom): Promise<void> {
  await new Workbench(page).show('Data');
  await expect(page.getByTestId('data-count')).toHaveText(`${COUNT} of ${COUNT} examples`);
  await page.getByRole('button', { name: 'Maximize' }).click();
}

/** Orders the examples by what the run made of them. */
async function order({ page }: Netloom, name: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Run', exact: true }).click();
  // The open list lies above everything; the grid of examples is a list of options, too.
  await page.getByRole('listbox').last().getByRole('option').nth(1).click();
  await page.getByRole('combobox', { name: 'Order' }).click();
  await page.getByRole('listbox').last().getByRole('option', { name }).click();
}

function firstExample({ page }: Netloom) {
  return page.getByRole('listbox', { name: 'Examples' }).getByRole('option').first();
}

/** Selects the first example, and shows it large. */
async function openFirst(netloom: Netloom): Promise<void> {
  const { page } = netloom;
  await firstExample(netloom).click();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('example-large')).toContainText('What the network says');
}

async function saveVersion({ page }: Netloom, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Save as a new version…' }).click();
  await page.getByTestId('save-version').click();
  await expect(page.getByText(`“${name}” has been saved.`)).toBeVisible();
}

/** Several classes for each image: any or all of them, missed and added ones, one taken away. */
export async function walkClasses(netloom: Netloom, visit: Visit): Promise<void> {
  const { page, userData } = netloom;
  const source = path.join(userData, 'tagged');
  writeListed(source, COUNT, 'tags');
  await openDocument(netloom, READER);
  await importAndTrain(netloom, source, 'folder');
  await showResults(netloom);
  await expect(page.getByTestId('class-table')).toBeVisible();
  await visit('results-several-classes');
  await page.getByRole('button', { name: 'Worst examples' }).click();
  await expect(page.getByTestId('worst-examples').getByRole('img').first()).toBeVisible();
  await visit('results-several-classes-worst');

  await showData(netloom);
  const classes = page.getByTestId('class-filter');
  await classes.getByRole('button', { name: /^bright/ }).click();
  await classes.getByRole('button', { name: /^bags/ }).click();
  const count = page.getByTestId('data-count');
  const any = await count.textContent();
  await page.getByRole('button', { name: 'All of them' }).click();
  await expect(count).not.toHaveText(any ?? '');
  await visit('data-several-classes');
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await order(netloom, 'Largest loss first');
  await expect(firstExample(netloom)).toHaveAttribute('aria-label', /predicted as/);
  await openFirst(netloom);
  await expect(page.getByTestId('predicted-classes')).toBeVisible();
  await visit('data-several-classes-large');
  await page.keyboard.press('Escape');

  const label = page.getByTestId('example-label');
  const before = (await label.textContent())?.includes('bright') === true;
  await page.getByRole('listbox', { name: 'Examples' }).press('l');
  await page.keyboard.type('bri');
  await visit('data-change-classes');
  await page.keyboard.press('Enter');
  await expect(label).toContainText(before ? /was .*bright/ : /bright.*was/);
  await expect(page.getByTestId('pending-changes')).toContainText('1 label');
  await saveVersion(netloom, 'tagged v2');
}

/** A number for each image: a range of its histogram, the largest errors, one corrected. */
export async function walkNumbers(netloom: Netloom, visit: Visit): Promise<void> {
  const { page, userData } = netloom;
  const source = path.join(userData, 'measured');
  writeListed(source, COUNT, 'brightness');
  await openDocument(netloom, READER);
  await importAndTrain(netloom, source, 'folder');
  await showResults(netloom);
  await expect(page.getByTestId('scatter')).toBeVisible();
  await visit('results-numbers');
  await page.getByRole('button', { name: 'Errors', exact: true }).click();
  await expect(page.getByTestId('histogram')).toBeVisible();
  await visit('results-numbers-errors');

  await showData(netloom);
  const count = page.getByTestId('data-count');
  const from = page.getByRole('slider', { name: 'brightness score: from' });
  for (let press = 0; press < 4; press += 1) await from.press('PageUp');
  await expect(count).not.toHaveText(`${COUNT} of ${COUNT} examples`);
  await visit('data-numbers');
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(count).toHaveText(`${COUNT} of ${COUNT} examples`);
  await order(netloom, 'Largest error first');
  await expect(firstExample(netloom)).toHaveAttribute('aria-label', /predicted as/);
  await openFirst(netloom);
  await visit('data-numbers-large');
  await page.keyboard.press('Escape');

  await page.getByRole('listbox', { name: 'Examples' }).press('l');
  const field = page.getByRole('dialog').getByRole('textbox', { name: 'brightness score' });
  await field.fill('12.5');
  await visit('data-change-numbers');
  await page.getByTestId('save-numbers').click();
  await expect(page.getByTestId('example-number').first()).toContainText(/^12\.5 was/);
  await saveVersion(netloom, 'measured v2');
}

/** A mask for each image: over it, faintly, off; the worst first; one excluded. */
export async function walkMasks(netloom: Netloom, visit: Visit): Promise<void> {
  const { page, userData } = netloom;
  const source = path.join(userData, 'garments');
  writeMasks(source, COUNT);
  await openDocument(netloom, SEGMENTER);
  await importAndTrain(netloom, source, 'folder');
  await showResults(netloom);
  await expect(page.getByTestId('mask-comparison').getByRole('img').first()).toBeVisible();
  await visit('results-masks');
  for (const [tab, shown, view] of [
    ['Classes', 'class-table', 'results-mask-classes'],
    ['Confusion', 'confusion-matrix', 'results-mask-confusion'],
  ] as const) {
    await page.getByRole('button', { name: tab, exact: true }).click();
    await expect(page.getByTestId(shown)).toBeVisible();
    await visit(view);
  }

  await showData(netloom);
  await expect(page.getByTestId('class-filter').getByRole('button')).toHaveCount(2);
  await order(netloom, 'Lowest IoU first');
  await expect(firstExample(netloom)).toHaveAttribute('aria-label', /IoU \d/);
  await firstExample(netloom).click();
  await expect(page.getByTestId('example-mask')).toContainText('%');
  await visit('data-masks');
  const masks = page.getByRole('switch', { name: 'Masks' });
  await masks.click();
  await expect(masks).not.toBeChecked();
  await page.getByRole('slider', { name: 'Opacity of the masks' }).press('Home');
  // Whoever moves the slider wants to see something of it.
  await expect(masks).toBeChecked();
  await page.getByRole('slider', { name: 'Opacity of the masks' }).press('End');
  await openFirst(netloom);
  await expect(page.getByTestId('mask-comparison').getByRole('img')).toHaveCount(2);
  await visit('data-masks-large');
  await page.keyboard.press('Escape');

  await page.getByRole('listbox', { name: 'Examples' }).press('Delete');
  await expect(page.getByTestId('pending-changes')).toContainText('1 excluded');
  await saveVersion(netloom, 'garments v2');
  await expect(page.getByTestId('data-count')).toHaveText(`${COUNT - 1} of ${COUNT} examples`);
}
