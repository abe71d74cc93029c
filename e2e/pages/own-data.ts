import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from '@playwright/test';
import { expect, type Netloom } from '../fixture';
import { Canvas } from './canvas';
import { answerOpenDialogs } from './system';
import { TrainingPanel } from './training-panel';

/* The way from files to a trained network. */

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
