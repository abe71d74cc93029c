import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Netloom } from '../fixture';
import { Canvas } from '../pages/canvas';
import { answerOpenDialogs, answerSaveDialogs } from '../pages/system';
import { Workbench } from '../pages/workbench';
import { writePhotos } from '../photos';
import { writeOnnxModel } from '../onnx-file';
import { writeLeNetWeights } from '../weights-file';
import type { Visit } from './look';

/** Every view that has to do with files. The window shows LeNet; it is left with a file that another program has changed. */
export async function walkProjects(netloom: Netloom, visit: Visit): Promise<void> {
  const { app, page } = netloom;
  const canvas = new Canvas(page);
  const file = path.join(netloom.userData, 'My first network.netloom');
  await canvas.waitForLayout();
  await page.keyboard.press('Control+Shift+h');
  await visit('versions-none');
  await closeDialog(netloom);
  await visitExports(netloom, visit);
  await visitPackage(netloom, visit);
  await walkWeights(netloom, visit);
  await walkModel(netloom, visit);
  await answerSaveDialogs(app, file);
  await page.keyboard.press('Control+s');
  await expect.poll(() => existsSync(file)).toBe(true);
  await canvas.select('flatten');
  await page.keyboard.press('Delete');
  await page.keyboard.press('Control+s');
  await page.keyboard.press('Control+Shift+h');
  await expect(page.getByRole('dialog').getByTestId('version')).toHaveCount(2);
  await visit('versions');
  await closeDialog(netloom);
  await canvas.select('pool2');
  await page.keyboard.press('Delete');
  writeFileSync(file, readFileSync(file, 'utf8').replace('"name": "LeNet"', '"name": "Theirs"'));
  await expect(page.getByRole('dialog', { name: 'Changed by another program' })).toBeVisible();
  await visit('conflict');
  await closeDialog(netloom);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('report');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByRole('textbox')).toBeVisible();
  await visit('report');
  await closeDialog(netloom);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Export the network as ONNX');
  await page.keyboard.press('Enter');
  await expect(page.getByText('This network cannot be exported yet')).toBeVisible();
  await visit('export-problems');
  await closeDialog(netloom);
  await walkImport(netloom, visit);
}

/** The dialog of every format, with what it shows of the files. */
async function visitExports(netloom: Netloom, visit: Visit): Promise<void> {
  const { page } = netloom;
  for (const [command, format] of [
    ['ONNX', 'ONNX'],
    ['PyTorch', 'PyTorch'],
    ['Keras', 'Keras'],
    ['TensorFlow SavedModel', 'TensorFlow SavedModel'],
    ['a web page', 'TensorFlow.js'],
  ] as const) {
    await page.keyboard.press('Control+k');
    await page.keyboard.type(`Export the network as ${command}`);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog', { name: `Export as ${format}` })).toBeVisible();
    await visit(`export-${format.toLowerCase().replace(' ', '-')}`);
    await closeDialog(netloom);
  }
}

/** A package as it is saved, and opened by whoever gets it. */
async function visitPackage(netloom: Netloom, visit: Visit): Promise<void> {
  const { app, page } = netloom;
  const file = path.join(netloom.userData, '作業');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Save a package');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill('訓練三個週期，再說明濾波器看到了什麼。');
  await visit('package');
  await answerSaveDialogs(app, file);
  await page.getByTestId('save-package').click();
  await expect(dialog).toHaveCount(0);
  await answerOpenDialogs(app, file);
  await page.keyboard.press('Control+o');
  await expect(dialog).toContainText('作業');
  await visit('package-opened');
  await closeDialog(netloom);
}

/** A file of weights, and what of it goes where. The network is left as it was. */
async function walkWeights(netloom: Netloom, visit: Visit): Promise<void> {
  const { app, page } = netloom;
  const weights = path.join(netloom.userData, 'LeNet.safetensors');
  writeLeNetWeights(weights);
  await answerOpenDialogs(app, weights);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Import weights');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('weights-summary')).toBeVisible();
  await page.getByRole('dialog').locator('summary').click();
  await visit('import-weights');
  await closeDialog(netloom);
}

/** The report on an imported model. The network is left as it was. */
async function walkModel(netloom: Netloom, visit: Visit): Promise<void> {
  const { app, page } = netloom;
  const model = path.join(netloom.userData, 'model.onnx');
  writeOnnxModel(model);
  await answerOpenDialogs(app, model);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Import a model');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('model-summary')).toBeVisible();
  await page.getByRole('dialog').locator('summary').first().click();
  await visit('import-model');
  await closeDialog(netloom);
}

/** From the choice of a folder to a data set. */
async function walkImport(netloom: Netloom, visit: Visit): Promise<void> {
  const { app, page } = netloom;
  const photos = path.join(netloom.userData, 'My first photos');
  writePhotos(photos, 40);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('photos');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('choose-folder')).toBeVisible();
  await visit('import-choose');
  await visitUnreadable(netloom, visit);
  await answerOpenDialogs(app, photos);
  await page.getByTestId('choose-folder').click();
  await expect(page.getByTestId('start-import')).toBeEnabled();
  await page.getByRole('dialog').locator('summary').first().click();
  await visit('import-survey');
  await page.getByTestId('start-import').click();
  await expect(page.getByTestId('train-on-imported')).toBeEnabled();
  await visit('imported');
  await page.getByTestId('train-on-imported').click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await walkData(netloom, visit);
}

/** A folder with nothing in it to learn from, and an archive that is none. */
async function visitUnreadable({ app, page, userData }: Netloom, visit: Visit): Promise<void> {
  const letters = path.join(userData, 'My letters');
  mkdirSync(letters);
  writeFileSync(path.join(letters, 'dear.txt'), 'Dear all,');
  const archive = path.join(userData, 'photos.zip');
  writeFileSync(archive, 'Not found');
  await answerOpenDialogs(app, letters, archive);
  for (const [button, view] of [
    ['Choose folder…', 'import-nothing'],
    ['Choose file…', 'import-damaged'],
  ] as const) {
    await page.getByRole('dialog').getByRole('button', { name: button }).click();
    await expect(page.getByRole('dialog').getByRole('alert')).toBeVisible();
    await visit(view);
    await page.getByRole('dialog').getByRole('button', { name: 'Choose another…' }).click();
  }
}

/** What was imported: all examples, one of them, its changes and the means of the classes. */
async function walkData({ page }: Netloom, visit: Visit): Promise<void> {
  await new Workbench(page).show('Data');
  const grid = page.getByTestId('data-grid');
  await expect(grid.getByRole('option').first()).toBeVisible();
  await page.getByRole('button', { name: 'Maximize' }).click();
  await grid.getByRole('option').first().click();
  await expect(page.getByTestId('example-label')).toBeVisible();
  await visit('data');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('example-large')).toBeVisible();
  await visit('data-example');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await grid.focus();
  await page.keyboard.press('Delete');
  await expect(page.getByTestId('pending-changes')).toBeVisible();
  await visit('data-changes');
  await page.getByTestId('data-view').getByRole('button', { name: 'Class means' }).click();
  await expect(page.getByTestId('class-means').getByRole('img').first()).toBeVisible();
  await visit('data-means');
}

async function closeDialog({ page }: Netloom): Promise<void> {
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
}
