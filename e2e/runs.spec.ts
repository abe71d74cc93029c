import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Netloom, test } from './fixture';
import { Canvas } from './pages/canvas';
import { QUICK_RATE, TrainingPanel } from './pages/training-panel';
import { Workbench } from './pages/workbench';

/** Accuracy in the first steps of the run that was started last, as main keeps it. */
function firstAccuracy({ userData }: Netloom): number {
  const runs = path.join(userData, 'runs');
  const [newest = ''] = readdirSync(runs).sort().reverse();
  const lines = readFileSync(path.join(runs, newest, 'events.jsonl'), 'utf8')
    .trim()
    .split('\n');
  for (const line of lines) {
    const { type, points } = JSON.parse(line);
    if (type === 'step') return points[0].accuracy;
  }
  throw new Error(`${newest} has not reported any step.`);
}

test('a saved run gives its weights to the open network, and its own network back as it was', async ({
  netloom,
}) => {
  const { page } = netloom;
  const panel = new TrainingPanel(page);
  const canvas = new Canvas(page);
  const workbench = new Workbench(page);
  await panel.trainQuickly(1);

  // A layer without weights less: those of the run fit all that is left.
  await canvas.select('sigmoid4');
  await page.keyboard.press('Shift+Delete');
  await expect(canvas.node('sigmoid4')).toHaveCount(0);
  await panel.show();
  await panel.set('Learning rate', 0.0001);
  await workbench.show('Runs');
  const choose = async (action: string) => {
    await workbench.runRows
      .last()
      .getByRole('button', { name: /^Actions for/ })
      .click();
    await page.getByRole('menuitem', { name: action, exact: true }).click();
  };
  await choose('Train the open network starting from its weights');
  await panel.expectPanelState('training');
  await panel.expectPanelState('done');
  expect(firstAccuracy(netloom)).toBeGreaterThan(0.3);
  await expect(workbench.runRows).toHaveCount(2);

  await netloom.answerDialogs("Don't Save");
  await choose('Open its network');
  await expect(canvas.node('sigmoid4')).toBeVisible();
  await panel.show();
  await expect(page.getByRole('textbox', { name: 'Learning rate', exact: true })).toHaveValue(
    String(QUICK_RATE),
  );
  await netloom.capture('the network of a run');
});

test('a range dragged over in one place is shown whole again in all, and a new run from its beginning', async ({
  netloom,
}) => {
  const { page } = netloom;
  const panel = new TrainingPanel(page);
  const workbench = new Workbench(page);
  await panel.set('Epochs', 1);
  await panel.trainToEnd();
  await workbench.show('Metrics');
  const plot = workbench.root.locator('figure[data-metric="loss"] .u-over');
  const zoomIn = async () => {
    const box = await plot.boundingBox();
    if (box === null) throw new Error('There is no chart.');
    await page.mouse.move(box.x + 0.2 * box.width, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + 0.4 * box.width, box.y + box.height / 2);
    await page.mouse.move(box.x + 0.6 * box.width, box.y + box.height / 2);
    await page.mouse.up();
    await expect(page.getByText('Show the whole run')).toBeVisible();
  };
  await zoomIn();
  await plot.dblclick();
  await expect(page.getByText('Show the whole run')).toHaveCount(0);
  await zoomIn();
  await panel.train.click();
  await panel.waitForSteps();
  await expect(page.getByText('Show the whole run')).toHaveCount(0);
  await panel.stop.click();
  await panel.expectPanelState('stopped');
});
