import { expect, test } from './fixture';
import { Canvas } from './pages/canvas';
import { TrainingPanel } from './pages/training-panel';
import { Workbench } from './pages/workbench';

/** What Activations and weights show of a network before anything was trained, and that a run takes its place. */

test('the initial weights are there to be looked at before the first run', async ({ netloom }) => {
  const { page } = netloom;
  const canvas = new Canvas(page);
  const inside = page.getByTestId('node-inside');
  await new Workbench(page).show('Activations and weights');
  const note = page.getByTestId('initial-note');
  await expect(note).toContainText('Initial weights, not trained.');
  await expect(page.getByTestId('initial-weights').locator('tbody tr')).toHaveCount(10);

  await canvas.select('conv1');
  const maps = inside.getByRole('listbox', { name: 'Output of Conv2D (conv1)' });
  await expect(maps.getByRole('option')).toHaveCount(6);
  await expect(inside.getByRole('img', { name: 'Filters' })).toBeVisible();
  await netloom.capture('initial weights');

  // A map that is clicked, and an arrow key, choose the channel that the number below is of.
  const steps = inside.getByTestId('window-steps');
  const isEqual = steps.getByTestId('window-result').locator('[data-equal]');
  await expect(isEqual).toBeVisible();
  await maps.getByRole('option', { name: 'Channel 3' }).click();
  await expect(steps).toContainText('Output, channel 3');
  await maps.press('ArrowRight');
  await expect(steps).toContainText('Output, channel 4');
  await expect(inside.getByTestId('receptive-field')).toContainText('Output, channel 4');
  await expect(isEqual).toBeVisible();

  // A number of a vector depends on the whole image.
  await canvas.select('dense1');
  await expect(inside.getByTestId('receptive-field')).toContainText('784 of 784');

  const panel = new TrainingPanel(page);
  await panel.show();
  await panel.train.click();
  await expect(page.getByTestId('health-table')).toBeVisible();
  await expect(note).toHaveCount(0);
});
