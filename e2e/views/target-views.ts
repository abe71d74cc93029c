import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Netloom } from '../fixture';
import { Canvas } from '../pages/canvas';
import { chain, UPSCALER } from '../networks';
import { chooseSource } from '../pages/own-data';
import { answerOpenDialogs } from '../pages/system';
import { TrainingPanel } from '../pages/training-panel';
import { Workbench } from '../pages/workbench';
import { writeInkTable, writeLowResolution, writeMasks, writeTaggedPhotos } from '../photos';
import type { Visit } from './look';

/** Networks for what a class of each image is not enough for: how their data comes in, how their results look. */

const training = { epochs: 2, batchSize: 16, optimizer: { type: 'adam', learningRate: 0.01 } };
const image = { id: 'input', type: 'input', parameters: { shape: [28, 28, 1] } };
const output = { id: 'output', type: 'output' };

/** Documents of one hidden layer or two; the numbers at their ends are for the data that is imported, or follow it. */
const DOCUMENTS = {
  numbers: {
    nodes: [
      { id: 'input', type: 'input', parameters: { shape: [4] } },
      { id: 'dense1', type: 'dense', parameters: { units: 32 } },
      { id: 'relu1', type: 'relu' },
      { id: 'dense2', type: 'dense', parameters: { units: 3 } },
      output,
    ],
    edges: chain('input', 'dense1', 'relu1', 'dense2', 'output'),
    training: { ...training, epochs: 10 },
  },
  classes: {
    nodes: [
      image,
      { id: 'flatten', type: 'flatten' },
      { id: 'dense1', type: 'dense', parameters: { units: 32 } },
      { id: 'relu1', type: 'relu' },
      { id: 'dense2', type: 'dense', parameters: { units: 3 } },
      output,
    ],
    edges: chain('input', 'flatten', 'dense1', 'relu1', 'dense2', 'output'),
    training: { ...training, epochs: 10, classWeights: 'balanced' },
  },
  mask: {
    nodes: [
      image,
      { id: 'conv1', type: 'conv2d', parameters: { filters: 8, kernelSize: 3, padding: 'same' } },
      { id: 'relu1', type: 'relu' },
      { id: 'conv2', type: 'conv2d', parameters: { filters: 3, kernelSize: 1 } },
      output,
    ],
    edges: chain('input', 'conv1', 'relu1', 'conv2', 'output'),
    training,
  },
  image: { nodes: UPSCALER.nodes, edges: UPSCALER.edges, training },
  input: {
    nodes: [
      image,
      {
        id: 'conv1',
        type: 'conv2d',
        parameters: { filters: 4, kernelSize: 3, strides: 2, padding: 'same' },
      },
      { id: 'relu1', type: 'relu' },
      { id: 'stage1', type: 'upSampling2d', parameters: { size: 2 } },
      { id: 'conv2', type: 'conv2d', parameters: { filters: 1, kernelSize: 3, padding: 'same' } },
      output,
    ],
    edges: chain('input', 'conv1', 'relu1', 'stage1', 'conv2', 'output'),
    training: { ...training, epochs: 1, batchSize: 32, target: 'input', trainingShare: 0.05 },
  },
} as const;

export type TargetOfWalk = keyof typeof DOCUMENTS;
export const TARGETS_OF_WALK = Object.keys(DOCUMENTS) as readonly TargetOfWalk[];

/** Writes real data for the targets; null where the shipped set serves. */
function writeData(target: TargetOfWalk, folder: string): { source: string; kind: 'folder' | 'file' } | null {
  mkdirSync(folder, { recursive: true });
  if (target === 'mask') {
    writeMasks(path.join(folder, 'outlines'), 90);
    return { source: path.join(folder, 'outlines'), kind: 'folder' };
  }
  if (target === 'image') {
    writeLowResolution(path.join(folder, 'sizes'), 90);
    return { source: path.join(folder, 'sizes'), kind: 'folder' };
  }
  if (target === 'classes') {
    writeTaggedPhotos(path.join(folder, 'tagged'), 240);
    return { source: path.join(folder, 'tagged'), kind: 'folder' };
  }
  if (target === 'numbers') {
    writeInkTable(path.join(folder, 'ink.csv'), 400);
    return { source: path.join(folder, 'ink.csv'), kind: 'file' };
  }
  return null;
}

/** Every view that is different for networks of such targets. The window has just started. */
export async function walkTarget(netloom: Netloom, target: TargetOfWalk, visit: Visit): Promise<void> {
  const { app, page, userData } = netloom;
  const file = path.join(userData, `${target}.netloom`);
  const head = { format: 'netloom', version: 2, name: 'My first' };
  writeFileSync(file, JSON.stringify({ ...head, ...DOCUMENTS[target] }));
  await new Canvas(page).waitForLayout();
  await answerOpenDialogs(app, file);
  await page.keyboard.press('Control+o');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('My first');
  const data = writeData(target, path.join(userData, 'data'));
  if (data !== null) await importData(netloom, target, data, visit);
  const panel = new TrainingPanel(page);
  await panel.show();
  if (target === 'classes') {
    await panel.unfold('data');
    await page.locator('[data-setting="classWeights"]').scrollIntoViewIfNeeded();
    await visit('settings-class-weights');
    await page.locator('[data-settings-part="data"]').click();
  }
  await panel.train.click();
  await panel.expectPanelState('done');
  await visit(`trained-${target}`);
  await visitResultsOf(netloom, target, visit);
  if (data !== null) await visitDataOf(netloom, target, visit);
}

async function importData(
  netloom: Netloom,
  target: TargetOfWalk,
  { source, kind }: { readonly source: string; readonly kind: 'folder' | 'file' },
  visit: Visit,
): Promise<void> {
  const dialog = await chooseSource(netloom, source, kind);
  await expect(dialog.getByTestId('start-import')).toBeEnabled();
  await visit(`import-${target}`);
  await dialog.getByTestId('start-import').click();
  await dialog.getByTestId('train-on-imported').click();
  await expect(netloom.page.getByRole('dialog')).toHaveCount(0);
}

/** Each way to look at the results, as its button says. */
async function visitResultsOf({ page }: Netloom, target: TargetOfWalk, visit: Visit): Promise<void> {
  const workbench = new Workbench(page);
  await workbench.show('Results');
  await expect(page.getByTestId('evaluation-figures')).toBeVisible();
  const ways = workbench.root.getByRole('group', { name: 'Results as' }).getByRole('button');
  const names = await ways.allTextContents();
  expect(names.length).toBeGreaterThan(1);
  for (const [at, name] of names.entries()) {
    await ways.nth(at).click();
    if (name === 'Worst examples' && target !== 'numbers')
      await expect(workbench.root.getByRole('img').first()).toBeVisible();
    await visit(`${target}-${name.toLowerCase().replaceAll(' ', '-')}`);
  }
}

async function visitDataOf({ page }: Netloom, target: TargetOfWalk, visit: Visit): Promise<void> {
  const view = page.getByTestId('data-view');
  await new Workbench(page).show('Data');
  await page.getByRole('button', { name: 'Maximize' }).click();
  const first = target === 'numbers' ? view.getByRole('row').nth(1) : view.getByRole('option').first();
  await first.click();
  await visit(`data-${target}`);
}
