import path from 'node:path';
import { expect, type Netloom } from '../fixture';
import { projectDirectory } from '../launch';
import { Canvas } from '../pages/canvas';
import { TrainingPanel } from '../pages/training-panel';
import { Workbench, type WorkbenchTab } from '../pages/workbench';
import type { Visit } from './look';

/** How long the runs of a walk are. */
export interface Lengths {
  readonly epochs: number;
  readonly sweepEpochs: number;
  /** Instead of the preset's: larger ones make epochs shorter. */
  readonly batchSize?: number;
}

/** Every view for training and its results, fed by two short runs and a sweep. The window shows LeNet. */
export async function walkWorkbench(netloom: Netloom, visit: Visit, lengths: Lengths): Promise<void> {
  const panel = new TrainingPanel(netloom.page);
  await new Canvas(netloom.page).waitForLayout();
  await visitEmpty(netloom, visit);
  await visitSettings(netloom, visit);
  await visitRun(netloom, visit, lengths);
  await visitCurves(netloom, visit);
  await visitResults(netloom, visit);
  await visitInside(netloom, visit);
  await trainAnother(netloom, panel, visit);
  await visitRuns(netloom, visit);
  await visitSweep(netloom, visit, lengths);
  await visitFinder(netloom, visit);
}

/** The menu that is open, which is closed then. */
async function visitMenu(page: Netloom['page'], visit: Visit, view: string): Promise<void> {
  await expect(page.getByRole('menu')).toBeVisible();
  await visit(view);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toHaveCount(0);
}

/** The same of a list to choose from. */
async function visitList(page: Netloom['page'], visit: Visit, view: string): Promise<void> {
  await expect(page.getByRole('listbox')).toBeVisible();
  await visit(view);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('listbox')).toHaveCount(0);
}

/** The workbench before there is anything to show. */
async function visitEmpty({ page }: Netloom, visit: Visit): Promise<void> {
  const workbench = new Workbench(page);
  for (const tab of ['Metrics', 'Results', 'Activations and weights', 'Runs'] as const) {
    await workbench.show(tab);
    await visit(`${tab.toLowerCase().replaceAll(' ', '-')}-empty`);
  }
  await page.keyboard.press('Control+j');
}

async function visitSettings({ page }: Netloom, visit: Visit): Promise<void> {
  const panel = new TrainingPanel(page);
  await panel.show();
  await visit('training-idle');
  await page.getByRole('combobox', { name: 'Data set' }).click();
  await visit('drop-down');
  await page.keyboard.press('Escape');
  await panel.unfold('learning-rate');
  await page.getByRole('combobox', { name: 'Optimizer' }).click();
  await visitList(page, visit, 'optimizers');
  await page.getByRole('combobox', { name: 'Learning rate schedule' }).click();
  await page.getByRole('option', { name: 'Cosine', exact: true }).click();
  await expect(page.getByRole('listbox')).toHaveCount(0);
  await visit('settings-schedule');
  await page.locator('[data-settings-part="learning-rate"]').click();
  await panel.unfold('data');
  await page.getByRole('button', { name: 'Add augmentation' }).click();
  await page.getByRole('menuitem').first().click();
  const preview = page.getByTestId('augmentation-preview');
  await preview.scrollIntoViewIfNeeded();
  await expect(preview.getByRole('img').first()).toBeVisible();
  await visit('settings-augmentation');
  for (let step = 0; step < 2; step += 1) await page.getByTestId('undo').click();
  await page.locator('[data-settings-part="data"]').click();
  for (const part of ['device', 'end'] as const) {
    await panel.unfold(part);
    await page.locator(`[data-settings-part="${part}"]`).scrollIntoViewIfNeeded();
    await visit(`settings-${part}`);
    await page.locator(`[data-settings-part="${part}"]`).click();
  }
}

async function visitRun({ page }: Netloom, visit: Visit, { epochs, batchSize }: Lengths): Promise<void> {
  const panel = new TrainingPanel(page);
  if (batchSize !== undefined) await panel.set('Batch size', batchSize);
  await panel.set('Epochs', epochs);
  await panel.set('Learning rate', 0.5);
  await panel.train.click();
  await panel.waitForSteps();
  await panel.pause.click();
  await panel.expectPanelState('paused');
  await visit('paused');
  await panel.continueRun.click();
  await panel.waitForSteps();
  await visit('training');
  await panel.expectPanelState('done');
  await visit('trained');
}

/** A second run to compare with, of a network without its last hidden layer. */
async function trainAnother({ page }: Netloom, panel: TrainingPanel, visit: Visit): Promise<void> {
  const canvas = new Canvas(page);
  for (const id of ['sigmoid4', 'dense2']) {
    await canvas.select(id);
    await page.keyboard.press('Shift+Delete');
  }
  await panel.show();
  await expect(page.getByTestId('run-identity')).toBeVisible();
  await visit('trained-otherwise');
  await panel.train.click();
  await panel.expectPanelState('training');
  await panel.expectPanelState('done');
}

class Tabs {
  readonly workbench: Workbench;

  constructor(page: Netloom['page']) {
    this.workbench = new Workbench(page);
  }

  async show(tab: WorkbenchTab): Promise<void> {
    await this.workbench.show(tab);
  }

  /** Chooses one of several ways to look at something. */
  async choose(name: string): Promise<void> {
    await this.workbench.root.getByRole('button', { name, exact: true }).click();
  }
}

async function visitCurves({ page }: Netloom, visit: Visit): Promise<void> {
  const tabs = new Tabs(page);
  await tabs.show('Metrics');
  await visit('curves');
  await tabs.workbench.root.getByRole('button', { name: 'Export' }).click();
  await visitMenu(page, visit, 'curves-menu');
  await tabs.choose('Table');
  await visit('values');
  await tabs.choose('Charts');
  await page.getByRole('button', { name: 'Maximize' }).click();
  await visit('curves-whole');
  await page.getByRole('button', { name: 'Restore below the canvas' }).click();
}

async function visitResults({ page }: Netloom, visit: Visit): Promise<void> {
  const tabs = new Tabs(page);
  await tabs.show('Results');
  await expect(tabs.workbench.matrix).toBeVisible();
  await expect(page.getByTestId('confusion-examples').getByRole('img').first()).toBeVisible();
  await visit('confusion');
  await tabs.choose('Classes');
  await visit('classes');
  await tabs.choose('Mistakes');
  await expect(page.getByTestId('mistakes').getByRole('img').first()).toBeVisible();
  await visit('mistakes');
  await tabs.choose('Try an image');
  await expect(tabs.workbench.prediction).not.toBeEmpty();
  await visit('test-image');
  await expect(page.getByTestId('class-map')).toBeVisible();
  await page.getByTestId('class-map').evaluate((element) => element.scrollIntoView());
  await visit('class-map');
  await tabs.choose('File');
  await page
    .getByTestId('image-file')
    .setInputFiles(path.join(projectDirectory, 'docs', 'screenshots', 'training.png'));
  await expect(tabs.workbench.prediction).not.toBeEmpty();
  await visit('loaded-image');
  await tabs.choose('Draw');
  await drawTrousers({ page });
  await expect(tabs.workbench.prediction).not.toBeEmpty();
  await visit('drawing');
  await tabs.choose('Camera');
  await visit('camera');
  await page.getByRole('button', { name: 'Turn on camera' }).click();
  await expect(page.getByText('The camera is on')).toBeInViewport();
  await expect(tabs.workbench.prediction).not.toBeEmpty();
  await visit('camera-on');
  await tabs.choose('Draw');
}

/** With the mouse, as well as one can. */
async function drawTrousers({ page }: Pick<Netloom, 'page'>): Promise<void> {
  await page.getByTestId('drawing-pad').scrollIntoViewIfNeeded();
  const box = await page.getByTestId('drawing-pad').boundingBox();
  if (box === null) throw new Error('The pad is not on the screen.');
  const points = [0.35, 0.1, 0.65, 0.1, 0.7, 0.9, 0.58, 0.9, 0.5, 0.3, 0.42, 0.9, 0.3, 0.9, 0.35, 0.1];
  for (let at = 0; at < points.length; at += 2) {
    const [x = 0, y = 0] = points.slice(at, at + 2);
    await page.mouse.move(box.x + x * box.width, box.y + y * box.height, { steps: 8 });
    if (at === 0) await page.mouse.down();
  }
  await page.mouse.up();
}

async function visitInside({ page }: Netloom, visit: Visit): Promise<void> {
  const tabs = new Tabs(page);
  const pane = page.getByTestId('node-inside');
  await tabs.show('Activations and weights');
  await visit('inside-no-node');
  // The workbench has taken a part of the canvas.
  await page.getByRole('button', { name: 'Fit to window' }).first().click();
  await new Canvas(page).select('conv1');
  await page.getByRole('switch', { name: 'Feature maps next to cards' }).click();
  await expect(pane.getByRole('img').first()).toBeVisible();
  await visit('inside');
  await pane.evaluate((element) => element.scrollTo(0, element.scrollHeight));
  await visit('histograms');
  for (const [id, part, view] of [
    ['sigmoid1', 'activation-curve', 'activation'],
    ['conv2', 'receptive-field', 'receptive-field'],
    ['conv2', 'window-steps', 'convolution-steps'],
  ] as const) {
    await new Canvas(page).select(id);
    await expect(pane.getByTestId(part)).toBeVisible();
    await pane.getByTestId(part).evaluate((element) => element.scrollIntoView());
    await visit(view);
  }
  await tabs.choose('Time per layer');
  await visit('layer-times-none');
  await page.getByTestId('measure-layers').click();
  await expect(page.getByTestId('layer-times')).toBeVisible();
  await visit('layer-times');
  await page.getByRole('switch', { name: 'Feature maps next to cards' }).click();
}

async function visitRuns({ page }: Netloom, visit: Visit): Promise<void> {
  const tabs = new Tabs(page);
  await tabs.show('Runs');
  await visit('runs');
  await tabs.workbench.runRows
    .first()
    .getByRole('button', { name: /^Actions for/ })
    .click();
  await visitMenu(page, visit, 'run-menu');
  await page.getByTestId('group-runs').click();
  await visitMenu(page, visit, 'group-menu');
  await tabs.workbench.openRun(0);
  await visit('run');
  await page.getByRole('button', { name: 'Close the details' }).click();
  for (const at of [1, 0]) await tabs.workbench.runRows.nth(at).getByRole('checkbox').check();
  await page.getByTestId('compare-runs').click();
  await visit('compared-curves');
  await tabs.choose('Settings');
  await visit('compared-settings');
  await tabs.choose('Network');
  await visit('compared-networks');
  await page.getByTestId('difference-on-canvas').click();
  await expect(page.getByTestId('removed-node').first()).toBeVisible();
  await visit('difference');
  await page.getByRole('button', { name: 'Stop comparing' }).click();
}

async function visitSweep({ page }: Netloom, visit: Visit, { sweepEpochs }: Lengths): Promise<void> {
  const tabs = new Tabs(page);
  const panel = new TrainingPanel(page);
  await panel.show();
  await panel.set('Epochs', sweepEpochs);
  await tabs.show('Sweeps');
  await page.getByRole('textbox', { name: 'Values of parameter 1' }).fill('0.5, 1');
  await visit('new-sweep');
  await page.getByRole('combobox', { name: 'Parameter 1', exact: true }).click();
  await visitList(page, visit, 'sweep-parameters');
  await page.getByTestId('start-sweep').click();
  await expect(page.getByTestId('sweep')).toHaveAttribute('data-phase', 'done', { timeout: 200_000 });
  await visit('sweep');
}

async function visitFinder({ page }: Netloom, visit: Visit): Promise<void> {
  await page.getByTestId('open-finder').click();
  await visit('finder');
  await page.getByTestId('start-finder').click();
  await expect(page.getByTestId('start-finder')).toHaveText('Again', { timeout: 90_000 });
  await visit('finder-done');
  await page.keyboard.press('Escape');
}
