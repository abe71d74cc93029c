import type { Page } from '@playwright/test';
import { expect, test } from './fixture';
import { Canvas, centerOf } from './pages/canvas';
import { Library, openPreset } from './pages/library';
import { TrainingPanel } from './pages/training-panel';

const MISMATCH = 'Expected a vector as input, but received 5 × 5 × 16.';
const REPAIR = 'Insert Flatten: 400 values become one vector';

const undo = (page: Page) => page.keyboard.press('Control+z');
const redo = (page: Page) => page.keyboard.press('Control+Shift+z');

test('another number of filters changes the shapes on the wires and the network that is trained', async ({
  netloom,
}) => {
  const { page } = netloom;
  const canvas = await Canvas.ready(page);
  const panel = new TrainingPanel(page);
  await canvas.select('conv1');
  const filters = page.getByRole('textbox', { name: 'Filters' });
  await filters.fill('8');
  await filters.press('Enter');
  await expect(canvas.wire('conv1', 'sigmoid1')).toContainText('28 × 28 × 8');
  await expect(canvas.wire('pool1', 'conv2')).toContainText('14 × 14 × 8');
  await expect(canvas.wire('conv2', 'sigmoid2')).toContainText('10 × 10 × 16');
  await panel.show();
  await panel.train.click();
  await panel.waitForSteps();
  // conv1: 5 x 5 x 8 + 8 instead of 5 x 5 x 6 + 6; conv2: 5 x 5 x 8 x 16 + 16 instead of 5 x 5 x 6 x 16 + 16.
  await expect(panel.parameters).toContainText((61_706 + 52 + 800).toLocaleString('en'));
  await panel.stop.click();
  await panel.expectPanelState('stopped');
});

test('a wire that does not fit is explained, kept from training, and fixed by the repair that is offered', async ({
  netloom,
}) => {
  const { page } = netloom;
  const canvas = await Canvas.ready(page);
  const panel = new TrainingPanel(page);
  await canvas.select('flatten');
  await page.keyboard.press('Delete');
  await expect(canvas.nodes).toHaveCount(13);
  await expect(canvas.wires).toHaveCount(11);

  await canvas.waitForLayout();
  await canvas.connect('pool2', 'dense1');
  await expect(page.getByText(MISMATCH)).toBeVisible();
  await netloom.capture('a wire that does not fit');
  await page.getByRole('option', { name: 'Connect anyway' }).click();
  await expect(canvas.wires).toHaveCount(12);

  await panel.show();
  await panel.expectPanelState('blocked');
  await expect(panel.train).toBeDisabled();
  await netloom.capture('training is refused with the reason');
  await panel.status.getByRole('button', { name: MISMATCH }).click();
  await expect(canvas.node('dense1')).toHaveClass(/selected/);

  await page.getByRole('tab', { name: /^Problems/ }).click();
  await expect(page.getByRole('tabpanel').getByText(MISMATCH)).toBeVisible();
  await page.getByRole('tabpanel').getByRole('button', { name: REPAIR }).click();
  await expect(canvas.nodes).toHaveCount(14);
  await expect(page.getByText('No problems', { exact: true }).first()).toBeVisible();
  await panel.show();
  await panel.expectPanelState('idle');
  await expect(panel.train).toBeEnabled();
});

test('layers come from the palette by click and by drag, go by key, and every step can be undone and redone', async ({
  netloom,
}) => {
  const { page } = netloom;
  const canvas = await Canvas.ready(page);
  const library = new Library(page);
  await canvas.select('dense1');
  await library.entry('dropout').click();
  await expect(canvas.wire('dense1', 'dropout1')).toContainText('120');
  await expect(canvas.wire('dropout1', 'sigmoid3')).toContainText('120');

  await canvas.waitForLayout();
  await library.entry('batchNormalization').dragTo(canvas.wire('conv1', 'sigmoid1'), { force: true });
  await expect(canvas.wire('conv1', 'batchNormalization1')).toContainText('28 × 28 × 6');
  await expect(canvas.nodes).toHaveCount(16);
  await expect(page.getByText('No problems', { exact: true }).first()).toBeVisible();

  await canvas.select('sigmoid2');
  await page.keyboard.press('Delete');
  await expect(canvas.nodes).toHaveCount(15);
  await undo(page);
  await expect(canvas.node('sigmoid2')).toHaveClass(/selected/);
  await redo(page);
  for (const count of [16, 15, 14]) {
    await undo(page);
    await expect(canvas.nodes).toHaveCount(count);
  }
  await expect(canvas.wires).toHaveCount(13);
  for (const count of [15, 16, 15]) {
    await redo(page);
    await expect(canvas.nodes).toHaveCount(count);
  }
  await expect(canvas.node('sigmoid2')).toHaveCount(0);
});

test('a layer is replaced by dropping another on its card, from the inspector, and all of one kind by key', async ({
  netloom,
}) => {
  const { page } = netloom;
  const canvas = await Canvas.ready(page);
  const card = await centerOf(canvas.node('pool1'));
  await new Library(page).entry('maxPooling2d').hover();
  await page.mouse.down();
  await page.mouse.move(card.x, card.y, { steps: 8 });
  // A hand never stops at once: what is below the pointer is asked at the move after the one that comes there.
  await page.mouse.move(card.x + 2, card.y);
  await expect(page.getByTestId('drop-card')).toHaveText('Replace with Max pooling');
  await netloom.capture('a layer over the card that it would replace');
  await page.mouse.up();
  await expect(canvas.node('pool1')).toContainText('Max pooling');
  await expect(canvas.node('pool1')).toHaveClass(/selected/);
  await expect(canvas.wire('pool1', 'conv2')).toContainText('14 × 14 × 6');

  await canvas.select('sigmoid1');
  await page.keyboard.press('Shift+G');
  await page.keyboard.press('Shift+S');
  await page.keyboard.type('relu');
  await netloom.capture('the list of what four layers become');
  await page.keyboard.press('Enter');
  await expect(canvas.wire('conv1', 'relu1')).toContainText('28 × 28 × 6');
  await expect(canvas.node('relu4')).toHaveClass(/selected/);

  await canvas.select('dense1');
  await page.getByRole('button', { name: 'Dense: replace with another layer' }).click();
  await page.keyboard.type('dropout');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Not kept: Units 120.')).toBeVisible();
  await expect(canvas.wire('flatten', 'dropout1')).toContainText('400');
  await expect(canvas.nodes).toHaveCount(14);
  for (const id of ['dense1', 'sigmoid4']) {
    await undo(page);
    await expect(canvas.node(id)).toBeVisible();
  }
  await expect(canvas.node('pool1')).toContainText('Max pooling');
});

test('training settings are edits like any other: marked, undone, reset', async ({ netloom }) => {
  const { page } = netloom;
  const panel = new TrainingPanel(page);
  await expect(page.getByText(/^Needs about \d+ MB/)).toBeVisible();
  await panel.set('Epochs', 3);
  await panel.set('Learning rate', 0.25);
  await expect(panel.status).toContainText('3 epochs');
  await expect(page.getByText('2 settings differ from the original')).toBeVisible();
  await new Canvas(page).region.focus();
  await undo(page);
  await expect(page.getByRole('textbox', { name: 'Learning rate' })).toHaveValue('0.9');
  await redo(page);
  await expect(page.getByRole('textbox', { name: 'Learning rate' })).toHaveValue('0.25');
  await page.getByRole('button', { name: 'Epochs: Reset to 10' }).click();
  await expect(panel.status).toContainText('10 epochs');
  await page.getByRole('button', { name: 'Reset all' }).click();
  await expect(page.getByRole('textbox', { name: 'Learning rate' })).toHaveValue('0.9');
});

test('the way into a block and out of it', async ({ netloom }) => {
  const { page } = netloom;
  const canvas = await Canvas.ready(page);
  await openPreset(page, 'resnet');
  await expect(canvas.node('stage2')).toBeVisible();
  await canvas.waitForLayout();
  await netloom.capture('ResNet-18 in blocks');
  await canvas.node('stage2').dblclick();
  await expect(canvas.node('residual')).toBeVisible();
  await expect(canvas.node('stage2')).toHaveCount(0);
  await expect(canvas.node('out')).toContainText(/12\s?×\s?12\s?×\s?128/);
  await canvas.waitForLayout();
  await canvas.node('residual').dblclick();
  await expect(canvas.node('residual')).toHaveCount(0);
  const way = page.getByRole('navigation', { name: 'Open block' });
  await expect(way.getByRole('button').first()).toHaveText('Network');
  await netloom.capture('inside a residual block');
  await canvas.region.focus();
  await page.keyboard.press('Control+ArrowUp');
  await expect(canvas.node('residual')).toBeVisible();
  // Also from a field: what was typed in it counts, and the key is no step.
  const enterResidual = async () => {
    await canvas.waitForLayout();
    await canvas.node('residual').dblclick();
    await expect(canvas.node('residual')).toHaveCount(0);
    await canvas.waitForLayout();
  };
  await enterResidual();
  await canvas.select('relu1');
  const name = page.getByTestId('inspector').getByRole('textbox').first();
  await name.fill('Rectifier');
  await page.keyboard.press('Control+ArrowUp');
  await expect(canvas.node('residual')).toBeVisible();
  await enterResidual();
  await expect(canvas.node('relu1')).toContainText('Rectifier');
  await canvas.region.focus();
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+ArrowUp');
  await way.getByRole('button', { name: 'Network' }).click();
  await expect(canvas.node('stage2')).toBeVisible();
  await expect(way).toHaveCount(0);
});
