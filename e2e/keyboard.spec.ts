import { expect, type Netloom, test } from './fixture';
import { Canvas } from './pages/canvas';
import { Keyboard } from './pages/keyboard';
import { TrainingPanel } from './pages/training-panel';
import { Workbench } from './pages/workbench';

/** Building networks with the keyboard alone is in building.spec.ts; here is all that comes after. */

async function trainWithPause({ page }: Netloom, keyboard: Keyboard): Promise<void> {
  const panel = new TrainingPanel(page);
  await keyboard.toRegion('details');
  await keyboard.command('Show the training');
  await keyboard.type('Epochs', 1);
  await keyboard.type('Learning rate', 0.5);
  await keyboard.toRegion('details');
  await keyboard.press('Train');
  await panel.waitForSteps();
  await keyboard.toRegion('details');
  await keyboard.press('Pause');
  await panel.expectPanelState('paused');
  await keyboard.expectFocus('when it is paused');
  await keyboard.toRegion('details');
  await keyboard.press('Continue');
  await panel.expectPanelState('done');
  await keyboard.expectFocus('when it is done');
}

async function lookAtResults({ page }: Netloom, keyboard: Keyboard): Promise<void> {
  const workbench = new Workbench(page);
  await keyboard.command('Show results');
  await expect(workbench.matrix).toBeVisible();
  await keyboard.toRegion('workbench');
  await keyboard.tabTo(/ predicted as .*: [\d,]+$/);
  const chosen = workbench.matrix.locator('[aria-pressed="true"]');
  const before = await chosen.getAttribute('data-cell');
  await keyboard.keys('ArrowDown');
  await expect(chosen).toBeFocused();
  expect(await chosen.getAttribute('data-cell')).not.toBe(before);
  await expect(page.getByTestId('confusion-examples')).toBeVisible();
}

async function lookInside({ page }: Netloom, keyboard: Keyboard): Promise<void> {
  await keyboard.keys('Control+f');
  await page.keyboard.type('conv1');
  await keyboard.keys('Enter');
  await keyboard.command('Show activations and weights');
  await expect(page.getByTestId('node-inside').getByRole('img').first()).toBeVisible();
  await keyboard.toRegion('workbench');
  await keyboard.choose('Weights', 'Time per layer');
  await keyboard.press('Measure');
  await expect(page.getByTestId('layer-times')).toBeVisible();
  await keyboard.expectFocus('when the times are measured');
}

async function compareRuns({ page }: Netloom, keyboard: Keyboard): Promise<void> {
  const panel = new TrainingPanel(page);
  await keyboard.command('Show the training');
  await keyboard.toRegion('details');
  await keyboard.type('Seed', 5);
  await keyboard.toRegion('details');
  await keyboard.press('Train again');
  await panel.expectPanelState('training');
  await panel.expectPanelState('done');
  await keyboard.command('Show saved runs');
  await keyboard.toRegion('workbench');
  const rows = new Workbench(page).runRows;
  await expect(rows).toHaveCount(2);
  await keyboard.press(/^Compare LeNet/, ' ');
  await keyboard.keys('Tab');
  await keyboard.press(/^Compare LeNet/, ' ');
  await expect(rows.getByRole('checkbox', { checked: true })).toHaveCount(2);
  await keyboard.toRegion('workbench');
  await keyboard.press('Compare (2)');
  await keyboard.toRegion('workbench');
  await keyboard.choose('Metrics', 'Settings');
  await expect(page.getByTestId('compared-settings')).toContainText('Seed');
  await keyboard.toRegion('workbench');
  await keyboard.press('All runs');
  await keyboard.toRegion('workbench');
  await keyboard.press(/^Actions for LeNet/);
  await expect(page.getByRole('menu')).toBeVisible();
  await keyboard.keys('Escape');
  await expect(rows.first().getByRole('button', { name: /^Actions for/ })).toBeFocused();
}

async function sweep({ page }: Netloom, keyboard: Keyboard): Promise<void> {
  await keyboard.command('Show sweeps');
  await keyboard.toRegion('workbench');
  await keyboard.type('Values of parameter 1', '0.5, 1');
  await keyboard.press('Start 2 runs');
  await expect(page.getByTestId('sweep')).toBeVisible();
  await keyboard.toRegion('workbench');
  await keyboard.press('Cancel remaining runs');
  await expect(page.getByTestId('sweep')).toHaveAttribute('data-phase', 'canceled');
  await keyboard.expectFocus('when the sweep is canceled');
}

test('training and its results, with the keyboard alone', async ({ netloom }) => {
  const keyboard = new Keyboard(netloom.page);
  await netloom.resize(1280, 800);
  await new Canvas(netloom.page).waitForLayout();
  await test.step('train, pause, continue', () => trainWithPause(netloom, keyboard));
  await test.step('a cell of the confusion matrix', () => lookAtResults(netloom, keyboard));
  await test.step('the inside', () => lookInside(netloom, keyboard));
  await test.step('two runs compared', () => compareRuns(netloom, keyboard));
  await test.step('a sweep', () => sweep(netloom, keyboard));
});

test('what opens takes the focus, and Escape gives it back', async ({ netloom }) => {
  const { page } = netloom;
  const keyboard = new Keyboard(page);
  await new Canvas(page).waitForLayout();
  await keyboard.toRegion('toolbar');
  for (const [button, opened] of [
    ['File', 'menu'],
    ['Gallery', 'dialog'],
    ['Automatic layout', 'menu'],
    ['Heat map', 'menu'],
    ['Find a node', 'dialog'],
    ['Commands', 'dialog'],
    ['Keyboard shortcuts', 'dialog'],
    ['Settings', 'menu'],
  ] as const) {
    await keyboard.press(button);
    await expect(page.getByRole(opened)).toBeVisible();
    await expect
      .poll(() =>
        page.evaluate(() => document.activeElement?.closest('[role="dialog"], [role="menu"]') !== null),
      )
      .toBe(true);
    await keyboard.keys('Escape');
    await expect(page.getByRole(opened)).toHaveCount(0);
    await expect(page.getByRole('button', { name: button, exact: true }).first()).toBeFocused();
  }
});
