import { expect, test } from './fixture';
import { Canvas } from './pages/canvas';
import { openPreset } from './pages/library';
import { TrainingPanel } from './pages/training-panel';
import { PICTURE_SIZE, takePicture } from './take-picture';

test('LeNet in training', async ({ netloom }) => {
  test.setTimeout(240_000);
  const panel = new TrainingPanel(netloom.page);
  await netloom.resize(PICTURE_SIZE.width, PICTURE_SIZE.height);
  await new Canvas(netloom.page).waitForLayout();
  await netloom.page.getByRole('button', { name: 'Fit to window' }).first().click();
  await panel.train.click();
  await expect(netloom.page.getByTestId('epoch-8')).toBeVisible({ timeout: 200_000 });
  await panel.waitForSteps();
  await takePicture(netloom, 'training');
});

test('a wire that does not fit', async ({ netloom }) => {
  const canvas = new Canvas(netloom.page);
  await netloom.resize(PICTURE_SIZE.width, PICTURE_SIZE.height);
  await canvas.waitForLayout();
  await netloom.page.getByRole('button', { name: 'Fit to window' }).first().click();
  await canvas.select('flatten');
  await netloom.page.keyboard.press('Delete');
  await canvas.waitForLayout();
  await canvas.connect('pool2', 'dense1');
  await expect(netloom.page.getByRole('option', { name: 'Insert Flatten before it' })).toBeVisible();
  await takePicture(netloom, 'repair');
});

test.describe('in Chinese, dark', () => {
  test.use({ settings: { language: 'zh-Hant', theme: 'dark' } });

  test('inside a residual block', async ({ netloom }) => {
    const { page } = netloom;
    const canvas = new Canvas(page);
    await netloom.resize(PICTURE_SIZE.width, PICTURE_SIZE.height);
    await canvas.waitForLayout();
    await openPreset(page, 'resnet');
    await expect(canvas.node('stage2')).toBeVisible();
    for (const block of ['stage2', 'residual']) {
      await canvas.waitForLayout();
      await canvas.node(block).dblclick();
      await expect(canvas.node(block)).toHaveCount(0);
    }
    await canvas.waitForLayout();
    await takePicture(netloom, 'block-zh-hant-dark');
  });
});
