import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './fixture';
import { type Builder, KeyboardBuilder, MouseBuilder } from './pages/builder';
import { Canvas } from './pages/canvas';
import { importAndTrain, showResults } from './pages/own-data';
import { writeMasks } from './photos';

/* A U-Net from an empty canvas to its masks over the images, in the real window, as someone with the paper's figure beside it draws it. */

test.use({ settings: { isTourDone: true } });

const BUILDERS: readonly (readonly [string, (page: Page) => Builder])[] = [
  ['the mouse', (page) => new MouseBuilder(page)],
  ['the keyboard alone', (page) => new KeyboardBuilder(page)],
];

let folder = '';
test.beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'netloom-unet-'));
  writeMasks(folder, 200);
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function addConvolution(builder: Builder, filters: number): Promise<void> {
  await builder.add('conv2d', 'Conv2D');
  await builder.set('Filters', filters);
  await builder.add('relu', 'ReLU');
}

async function addLevelUp(builder: Builder, filters: number, skip: string, join: string): Promise<void> {
  await builder.add('conv2dTranspose', 'Conv2D transpose');
  await builder.set('Filters', filters);
  await builder.add('concatenate', 'Concatenate');
  await builder.connect(skip, join);
  await builder.select(join);
  await addConvolution(builder, filters);
}

const NODES = 19;
/** Of the way down, of the skip connections, and of the way up. */
const SHAPES = [
  ['input', 'conv1', '28 × 28 × 1'],
  ['maxPooling1', 'conv2', '14 × 14 × 8'],
  ['maxPooling2', 'conv3', '7 × 7 × 16'],
  ['relu2', 'concatenate1', '14 × 14 × 16'],
  ['concatenate1', 'conv4', '14 × 14 × 32'],
  ['relu1', 'concatenate2', '28 × 28 × 8'],
  ['concatenate2', 'conv5', '28 × 28 × 16'],
  ['conv6', 'output', '28 × 28 × 2'],
] as const;

/** How far to the right a wire reaches. */
async function sideOf(canvas: Canvas, from: string, to: string): Promise<number> {
  const box = await canvas.wire(from, to).locator('path').last().boundingBox();
  return box === null ? 0 : box.x + box.width;
}

for (const [device, createBuilder] of BUILDERS)
  test(`a U-Net is drawn with ${device}, trained on masks, and shows them over the images`, async ({
    netloom,
  }) => {
    const { page } = netloom;
    const canvas = await Canvas.ready(page);
    const builder = createBuilder(page);
    await builder.startEmpty();
    await builder.add('input', 'Input');
    await addConvolution(builder, 8);
    await builder.add('maxPooling2d', 'Max pooling');
    await addConvolution(builder, 16);
    await builder.add('maxPooling2d', 'Max pooling');
    await addConvolution(builder, 32);
    await addLevelUp(builder, 16, 'relu2', 'concatenate1');
    await netloom.capture(`half of a U-Net, by ${device}`);
    await addLevelUp(builder, 8, 'relu1', 'concatenate2');
    await builder.add('conv2d', 'Conv2D');
    await builder.set('Filters', 2);
    await builder.set('Kernel size: height', 1);
    await builder.add('output', 'Output');

    await expect(canvas.nodes).toHaveCount(NODES);
    await expect(canvas.wires).toHaveCount(NODES + 1);
    for (const [from, to, shape] of SHAPES) await expect(canvas.wire(from, to)).toContainText(shape);
    // What was added last is in sight, with room for what comes next; and the skip connections can be told apart.
    await expect(canvas.node('output')).toBeInViewport({ ratio: 1 });
    await builder.run('Fit to window');
    await canvas.waitForLayout();
    expect(await sideOf(canvas, 'relu1', 'concatenate2')).toBeGreaterThan(
      await sideOf(canvas, 'relu2', 'concatenate1'),
    );
    await netloom.capture(`a U-Net, by ${device}`);

    await importAndTrain(netloom, folder, 'folder');
    await netloom.capture(`a U-Net trained, by ${device}`);
    await expect(page.getByTestId('training-status')).toContainText('Mean IoU on the test set');
    await showResults(netloom);
    await expect(page.getByTestId('mask-comparison').getByRole('img').first()).toBeVisible();
    await netloom.capture(`the masks of a U-Net, by ${device}`);
  });
