import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './fixture';
import { Canvas } from './pages/canvas';
import { answerOpenDialogs, answerSaveDialogs } from './pages/system';
import { QUICK_RATE, TrainingPanel } from './pages/training-panel';
import { writeLeNetWeights } from './weights-file';

test.use({ settings: { isTourDone: true } });

test('layers are frozen by a key, look so and say so, and are counted', async ({ netloom }) => {
  const { page } = netloom;
  const canvas = new Canvas(page);
  await canvas.waitForLayout();
  const total = page.getByTestId('total-parameters');
  await expect(total).toHaveText('61.7K parameters');
  await canvas.select('conv2');
  await page.keyboard.press('l');
  await expect(canvas.node('conv2').getByText('frozen')).toHaveCount(1);
  await expect(total).toHaveText(/^59\.3K of 61\.7K parameters learn$/);
  const learning = page.getByTestId('learning');
  await expect(learning.getByRole('button', { name: 'Frozen' })).toHaveAttribute('aria-pressed', 'true');
  await expect(learning.getByRole('textbox', { name: 'Learning rate factor' })).toHaveCount(0);
  // What has no weights cannot be frozen, but everything before it can.
  await canvas.select('pool2');
  await expect(page.getByTestId('learning')).toHaveCount(0);
  await page.keyboard.press('l');
  await expect(canvas.node('pool2').getByText('frozen')).toHaveCount(0);
  await canvas.select('dense1');
  await learning.getByRole('button', { name: 'Freeze up to here' }).click();
  for (const id of ['conv1', 'conv2', 'dense1'])
    await expect(canvas.node(id).getByText('frozen')).toHaveCount(1);
  await expect(canvas.node('dense2').getByText('frozen')).toHaveCount(0);
  await canvas.select('conv2');
  await learning.getByRole('button', { name: 'Unfreeze from here on' }).click();
  await expect(canvas.node('conv1').getByText('frozen')).toHaveCount(1);
  await expect(canvas.node('dense1').getByText('frozen')).toHaveCount(0);
  // Slower, and back in one step each.
  const factor = learning.getByRole('textbox', { name: 'Learning rate factor' });
  await factor.fill('0.1');
  await factor.press('Enter');
  await expect(canvas.node('conv2')).toContainText('η×0.1');
  await canvas.region.focus();
  for (let step = 0; step < 4; step += 1) await page.keyboard.press('Control+z');
  await expect(page.getByText('frozen', { exact: true })).toHaveCount(0);
  await expect(total).toHaveText('61.7K parameters');
});

test('weights from a file get a new head, are trained, and are known again when the network is opened', async ({
  netloom,
}) => {
  const { app, page, userData } = netloom;
  const canvas = new Canvas(page);
  const panel = new TrainingPanel(page);
  await canvas.waitForLayout();
  const weights = path.join(userData, 'lenet-elsewhere.safetensors');
  writeLeNetWeights(weights);
  await answerOpenDialogs(app, weights);
  await runCommand(page, 'Import weights');
  const dialog = page.getByRole('dialog', { name: 'Weights of “lenet-elsewhere.safetensors”' });
  await expect(dialog).toBeVisible();
  await expect(dialog.getByTestId('weights-summary')).toContainText('8 weights are taken from the file.');
  await expect(dialog.getByTestId('weights-summary')).toContainText('2 weights are not in the file');
  await dialog.locator('summary').click();
  await expect(dialog.getByRole('row', { name: /conv2\/kernel conv2\.weight/ })).toBeVisible();
  await expect(dialog.getByRole('row', { name: /decoder\.weight/ })).toContainText('not used');
  const sample = dialog.getByTestId('normalized-sample');
  await expect(sample).toContainText('values from 0 to 1');
  await dialog.getByRole('combobox', { name: 'Normalization of the images' }).click();
  await page.getByRole('option', { name: /−1 to 1 \(Inception/ }).click();
  await expect(sample).toContainText('values from -1 to 1');
  await page.getByTestId('use-weights').click();
  await expect(page.getByTestId('initial-weights')).toContainText('lenet-elsewhere.safetensors');
  await runCommand(page, 'New head for this data set');
  await expect(canvas.node('head')).toBeVisible();
  for (const id of ['conv1', 'conv2', 'dense1', 'dense2']) {
    await expect(canvas.node(id).getByText('frozen')).toHaveCount(1);
  }
  await panel.show();
  await panel.set('Learning rate', QUICK_RATE);
  await panel.train.click();
  await panel.expectPanelState('training');
  await expect(panel.parameters).toContainText('850 trainable, 60,856 frozen');
  await panel.stop.click();
  await panel.expectPanelState('stopped');
  const file = path.join(userData, 'transfer.netloom');
  await answerSaveDialogs(app, file);
  await page.keyboard.press('Control+s');
  await expect(page.getByText('Saved as “transfer.netloom”.')).toBeVisible();
});

async function runCommand(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
}
