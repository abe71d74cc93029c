import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from '@playwright/test';
import { expect, type Netloom } from '../fixture';
import { Canvas } from './canvas';
import { answerOpenDialogs } from './system';
import { TrainingPanel } from './training-panel';

/* Networks for the user's own data of every kind, and the way from files to a trained network. */

const training = { epochs: 3, batchSize: 16, optimizer: { type: 'adam', learningRate: 0.01 } };
const chain = (...ids: readonly string[]) => ids.slice(1).map((to, at) => ({ from: ids[at], to }));

/** A network with a hidden layer; the size of its ends is for another data set. */
export const PERCEPTRON = {
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

/** One for images, to be fitted to as many classes or numbers as there are. */
export const READER = {
  ...{ format: 'netloom', version: 2, name: 'Reader', training },
  nodes: [
    { id: 'input', type: 'input', parameters: { shape: [28, 28, 1] } },
    { id: 'flatten', type: 'flatten' },
    { id: 'hidden', type: 'dense', parameters: { units: 32 } },
    { id: 'relu', type: 'relu' },
    { id: 'last', type: 'dense', parameters: { units: 3 } },
    { id: 'output', type: 'output' },
  ],
  edges: chain('input', 'flatten', 'hidden', 'relu', 'last', 'output'),
};

export const SEGMENTER = {
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

/** Opens a document as its user would, from a file. */
export async function openDocument(
  { app, page, userData }: Netloom,
  document: { readonly name: string },
): Promise<void> {
  const file = path.join(userData, `${document.name}.netloom`);
  writeFileSync(file, JSON.stringify(document));
  await new Canvas(page).waitForLayout();
  await answerOpenDialogs(app, file);
  await page.keyboard.press('Control+o');
  await expect(page.getByRole('heading', { level: 1 })).toContainText(document.name);
}

/** Chooses a folder or file to import; answers the dialog, which reads it. */
export async function chooseSource(
  { app, page }: Netloom,
  source: string,
  kind: 'folder' | 'file',
): Promise<Locator> {
  await page.getByRole('button', { name: 'File', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Import data…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import data' });
  await answerOpenDialogs(app, source);
  await dialog.getByRole('button', { name: kind === 'folder' ? 'Choose folder…' : 'Choose file…' }).click();
  return dialog;
}

/** Imports a folder or file and has the open network train on it. */
export async function importAndTrain(
  netloom: Netloom,
  source: string,
  kind: 'folder' | 'file',
): Promise<void> {
  const dialog = await chooseSource(netloom, source, kind);
  await dialog.getByTestId('start-import').click();
  await dialog.getByTestId('train-on-imported').click();
  const panel = new TrainingPanel(netloom.page);
  await panel.show();
  await panel.expectPanelState('idle');
  await panel.train.click();
  await panel.expectPanelState('done');
}

/** Shows what the network makes of the test set. */
export async function showResults({ page }: Netloom): Promise<void> {
  await page.getByRole('tab', { name: 'Results' }).click();
  await expect(page.getByTestId('evaluation-figures')).toBeVisible();
}
