import { expect, expectErrors, type Netloom, test } from './fixture';
import { Canvas } from './pages/canvas';
import { exportCurves } from './pages/curve-files';
import { openPreset } from './pages/library';
import { TrainingPanel } from './pages/training-panel';
import { Workbench } from './pages/workbench';

/** LeNet with sigmoids rests at a chance-level loss for some epochs; after ten it reliably is above this. */
const ACCURACY_AFTER_TEN_EPOCHS = 0.75;

test('LeNet learns Fashion-MNIST by clicking Train', async ({ netloom }) => {
  const panel = new TrainingPanel(netloom.page);
  await panel.expectPanelState('idle');
  await panel.set('Seed', 1);
  await panel.train.click();
  await panel.waitForSteps();
  await expect(panel.engine).toContainText('TensorFlow');
  await expect(panel.device).not.toBeEmpty();
  await expect(panel.parameters).toContainText('61,706');

  const [lossBefore, accuracyBefore] = [await panel.pixels(0), await panel.pixels(1)];
  await expect.poll(() => panel.pixels(0)).not.toBe(lossBefore);
  await expect.poll(() => panel.pixels(1)).not.toBe(accuracyBefore);
  const bar = netloom.page.getByRole('progressbar', { name: 'Training progress' });
  const progress = async () => Number(await bar.getAttribute('aria-valuenow'));
  const progressBefore = await progress();
  await expect.poll(progress).toBeGreaterThan(progressBefore);
  await expect(netloom.page.getByTestId('epoch-2')).toBeVisible();
  await expect(netloom.page.getByTestId('run-epoch')).toHaveText(/^Epoch [3-9] of 10$/);
  await expect(netloom.page.getByTestId('run-time-left')).toContainText('left');
  await netloom.capture('while training');

  await panel.expectPanelState('done');
  await netloom.capture('after training');
  expect(await panel.finalAccuracy()).toBeGreaterThanOrEqual(ACCURACY_AFTER_TEN_EPOCHS);
  // Nothing is found wrong with a run that learns.
  await expect(netloom.page.getByTestId('run-finding')).toHaveCount(0);
  const last = await panel.epoch(10);
  expect(Number.parseFloat(last.testAccuracy) / 100).toBe(await panel.finalAccuracy());

  // How weights and gradients were spread has been kept from the start on, although nobody looked.
  const { page } = netloom;
  await new Workbench(page).show('Activations and weights');
  await new Canvas(page).select('conv1');
  const inside = page.getByTestId('node-inside');
  for (const title of ['kernel: values', 'kernel: gradient']) {
    const spread = inside.locator('figure').filter({ hasText: title });
    await expect(spread).toContainText(/epoch \d\.\d to ([5-9]|10)/);
    expect(await spread.locator('path').count()).toBeGreaterThan(3);
  }
  await netloom.capture('histograms over time');

  // An activation's curve has the inputs of the trained layer over it; maps stay beside the cards whatever tab is open.
  await new Canvas(page).select('sigmoid1');
  await expect(inside.getByRole('img', { name: 'Its derivative, f′(x)' })).toBeVisible();
  await expect(inside.getByTestId('flat-units')).toHaveText(/^\d of 6$/);
  const maps = page.locator('.react-flow__node').getByRole('img', { name: 'Output of conv1' });
  await page.getByRole('switch', { name: 'Feature maps next to cards' }).click();
  await expect(maps).toBeVisible();
  await new Workbench(page).show('Metrics');
  await expect(maps).toBeVisible();
  await netloom.capture('maps beside the curves');

  // One number of the output, with the trained weights: the sum that is shown is what the network computed.
  await new Workbench(page).show('Activations and weights');
  await new Canvas(page).select('conv2');
  const steps = inside.getByTestId('window-steps');
  const [result, place] = [steps.getByTestId('window-result'), steps.getByTestId('place-map')];
  await expect(result.locator('[data-equal]')).toBeVisible();
  await place.click({ position: { x: 5, y: 5 } });
  await expect(place).toHaveAccessibleName('Output, row 0, column 0');
  await place.press('ArrowRight');
  await expect(place).toHaveAccessibleName('Output, row 0, column 1');
  await expect(result.locator('[data-equal]')).toBeVisible();
  await steps.getByRole('slider').press('Home');
  await steps.getByRole('slider').press('ArrowRight');
  await expect(steps).toContainText('1 of 150');
  await netloom.capture('one number, step by step');
});

test('MobileNet trains at the batch it comes with, whose memory is more than one piece of 2 GiB', async ({
  netloom,
}) => {
  const { page } = netloom;
  const panel = new TrainingPanel(page);
  await openPreset(page, 'mobilenet');
  await panel.show();
  await panel.train.click();
  await panel.waitForSteps();
  await netloom.capture('MobileNet at its own batch');
  await panel.stop.click();
  await panel.expectPanelState('stopped');
  await expect(panel.status).toContainText(/After [1-9]\d* of 2,350 steps/);
});

test('the same seed gives the same figures, another seed others', async ({ netloom }) => {
  const panel = new TrainingPanel(netloom.page);
  await panel.set('Epochs', 1);
  await panel.set('Learning rate', 0.5);
  const rows = [];
  for (const seed of [3, 3, 4]) {
    await panel.set('Seed', seed);
    await panel.train.click();
    await panel.expectPanelState('training');
    await panel.expectPanelState('done');
    rows.push(await panel.epoch(1));
  }
  expect(rows[0]?.trainLoss).toMatch(/^\d\.\d{4}$/);
  expect(rows[1]).toEqual(rows[0]);
  expect(rows[2]).not.toEqual(rows[0]);
  await expect(netloom.page.getByRole('figure').first()).toContainText(
    'LeNet, epochs 1, learning rate 0.5, seed 3 (2), test',
  );
  await expect(netloom.page.getByRole('figure').first()).toBeInViewport();
  await netloom.capture('three runs laid over each other');
  await readAndZoom(netloom);
  await chooseAxes(netloom);
});

/** The crosshair shows what was measured, in all charts at once; a range that is dragged over is zoomed into. */
async function readAndZoom({ page }: Netloom): Promise<void> {
  const workbench = new Workbench(page);
  await workbench.show('Metrics');
  const { root } = workbench;
  const chart = root.locator('figure[data-metric="loss"]');
  const plot = chart.locator('.u-over');
  const box = await plot.boundingBox();
  if (box === null) throw new Error('There is no chart.');
  const moveTo = (share: number) => page.mouse.move(box.x + share * box.width, box.y + box.height / 2);
  await moveTo(0.5);
  await expect(chart).toContainText('at epoch 0.50');
  await expect(root.locator('figure[data-metric="accuracy"]')).toContainText('at epoch 0.50');

  const whole = root.getByRole('button', { name: 'Show the whole run' });
  await expect(whole).toBeDisabled();
  await moveTo(0.25);
  await page.mouse.down();
  await moveTo(0.5);
  await moveTo(0.75);
  await page.mouse.up();
  await expect(whole).toBeEnabled();
  await moveTo(0.02);
  await expect(chart).toContainText(/at epoch 0\.2[4-8]/);
  await plot.dblclick();
  await expect(whole).toBeDisabled();
}

/** What the charts are drawn over is chosen once for all of them; the picture that is exported follows. */
async function chooseAxes(netloom: Netloom): Promise<void> {
  const { page } = netloom;
  const { root } = new Workbench(page);
  const chart = root.locator('figure[data-metric="loss"]');
  const aside = page.getByRole('region', { name: 'Training' }).locator('figure[data-metric="loss"]');
  const box = await chart.locator('.u-over').boundingBox();
  if (box === null) throw new Error('There is no chart.');
  const pointAt = async (share: number) => {
    await page.mouse.move(box.x + share * box.width, box.y - 3);
    await page.mouse.move(box.x + share * box.width, box.y + box.height / 2);
  };
  const choose = async (axis: string) => {
    await root.getByRole('combobox', { name: 'Horizontal axis' }).click();
    await page.getByRole('option', { name: axis, exact: true }).click();
  };
  // 235 steps of 256 images are an epoch.
  for (const [axis, place, label] of [
    ['By step', /at step 1\d\d(?!\d)/, 'step'],
    ['By training time', /after \d+(\.\d)? (s|sec|min)/, 'training time'],
    ['By epoch', /at epoch 0\.\d\d/, 'epoch'],
  ] as const) {
    await choose(axis);
    await pointAt(0.6);
    await expect(chart).toContainText(place);
    await expect(aside).toContainText(place);
    const svg = (await exportCurves(netloom, 'svg')).toString('utf8');
    expect(svg).toContain(`>${label}</text>`);
    await netloom.capture(`curves by ${label}`);
  }
}

test('Stop ends a run, its curves stay, and Train works again', async ({ netloom }) => {
  const panel = new TrainingPanel(netloom.page);
  await panel.train.click();
  await panel.waitForSteps();
  await panel.stop.click();
  await panel.expectPanelState('stopped');
  await expect(panel.status).toContainText(/After [\d,]+ of 2,350 steps/);
  await expect(panel.charts).toHaveCount(2);
  await netloom.capture('stopped');
  await panel.train.click();
  await panel.waitForSteps();
  await panel.stop.click();
  await panel.expectPanelState('stopped');
});

test('a finished run is trained further to the figures of a longer one, and never on another network unasked', async ({
  netloom,
}) => {
  const { page } = netloom;
  const canvas = new Canvas(page);
  const panel = new TrainingPanel(page);
  const workbench = new Workbench(page);
  const further = page.getByTestId('train-further');
  await panel.trainQuickly(1);
  const first = await panel.epoch(1);
  const more = page.getByRole('textbox', { name: 'Additional epochs' });
  await expect(more).toHaveValue('5');
  await more.fill('1');
  await more.press('Enter');
  await further.click();
  await panel.expectPanelState('training');
  await panel.expectPanelState('done');
  expect(await panel.epoch(1)).toEqual(first);
  const second = await panel.epoch(2);
  await expect(page.getByTestId('epoch-3')).toHaveCount(0);
  await netloom.capture('trained further');
  // One run, not two; and what two epochs in one go come to.
  await workbench.show('Runs');
  await expect(workbench.runRows).toHaveCount(1);
  await panel.set('Epochs', 2);
  await panel.trainToEnd();
  expect(await panel.epoch(2)).toEqual(second);
  await expect(workbench.runRows).toHaveCount(2);

  await canvas.select('sigmoid4');
  await page.keyboard.press('Shift+Delete');
  await panel.show();
  await further.click();
  const question = page.getByRole('dialog', { name: 'Continue “LeNet” as it was trained?' });
  await expect(question).toBeVisible();
  await page.keyboard.press('Escape');
  await panel.expectPanelState('done');
  await page.getByTestId('undo').click();
});

test('a trainer that is killed leaves the window alive, with a message, Resume and a working Train button', async ({
  netloom,
}) => {
  expectErrors('the trainer ended');
  const panel = new TrainingPanel(netloom.page);
  await panel.train.click();
  await panel.waitForSteps();
  const [pid] = netloom.trainerPids();
  if (pid === undefined) throw new Error('There is no trainer process.');
  process.kill(pid, 'SIGKILL');
  await panel.expectPanelState('interrupted');
  await expect(panel.status.getByRole('alert')).toContainText('The training process ended unexpectedly');
  await netloom.capture('the trainer was killed');
  await netloom.page.getByTestId('resume-training').click();
  await panel.waitForSteps();
  await panel.stop.click();
  await panel.expectPanelState('stopped');
  await panel.train.click();
  await panel.waitForSteps();
  const [newPid] = netloom.trainerPids();
  expect(newPid).not.toBe(pid);
});

test('a reloaded window finds its run again, and its panel folded as before', async ({ netloom }) => {
  const panel = new TrainingPanel(netloom.page);
  await panel.train.click();
  await panel.waitForSteps();
  await expect(netloom.page.getByTestId('epoch-1')).toBeVisible();
  const before = await panel.epoch(1);
  // Sections of the panel fold, by the keyboard too; folded ones stay so.
  const { page } = netloom;
  const aside = page.getByRole('region', { name: 'Training', exact: true });
  const curves = aside.getByRole('button', { name: 'Metrics', exact: true });
  const settings = aside.getByRole('button', { name: 'Settings', exact: true });
  const seed = page.getByRole('textbox', { name: 'Seed', exact: true });
  await expect(curves).toHaveAttribute('aria-expanded', 'true');
  await curves.click();
  await expect(panel.charts).toHaveCount(0);
  await settings.focus();
  await page.keyboard.press('Enter');
  await expect(seed).toHaveCount(0);
  await netloom.page.reload();
  await panel.waitForSteps();
  expect(await panel.epoch(1)).toEqual(before);
  await expect(curves).toHaveAttribute('aria-expanded', 'false');
  await expect(panel.charts).toHaveCount(0);
  await settings.click();
  await expect(seed).toBeVisible();
  await panel.stop.click();
  await panel.expectPanelState('stopped');
});

test('the panel says which network a run is of, and continues no other than the one it names', async ({
  netloom,
}) => {
  const { page } = netloom;
  const canvas = new Canvas(page);
  const panel = new TrainingPanel(page);
  const identity = page.getByTestId('run-identity');
  await canvas.waitForLayout();
  // By its name in the list of commands.
  await page.keyboard.press('Control+k');
  await page.keyboard.type('train');
  await page.keyboard.press('Enter');
  await panel.waitForSteps();
  await expect(identity).toHaveText(/^LeNet, started \d/);

  // Changed while it trains: said at once, and asked about before it continues.
  await canvas.select('sigmoid4');
  await page.keyboard.press('Shift+Delete');
  await panel.show();
  await expect(identity).toContainText('The canvas has changed since (1 layer).');
  await panel.stop.click();
  await panel.expectPanelState('stopped');
  await expect(panel.status).toContainText('The curves are kept.');
  await netloom.capture('a run of an edited network');
  await panel.resume.click();
  const question = page.getByRole('dialog', { name: 'Continue “LeNet” as it was trained?' });
  await question.getByRole('button', { name: 'Show the difference' }).click();
  await expect(page.getByTestId('difference-bar')).toContainText('LeNet as trained');
  await panel.resume.click();
  await question.getByRole('button', { name: 'Continue as trained' }).click();
  await panel.waitForSteps();
  await expect(identity).toContainText('The canvas has changed since (1 layer).');
  await panel.stop.click();
  await panel.expectPanelState('stopped');
  await page.getByTestId('undo').click();
  await panel.show();
  await expect(identity).toHaveAttribute('data-relation', 'same');

  // Another network in the same window: the run is not its own, and its buttons say whose it is.
  await openPreset(page, 'alexnet');
  await panel.expectPanelState('idle');
  await expect(page.getByRole('region', { name: 'Training' })).toContainText(
    'Images of 28 × 28 are enlarged to 224 × 224 for this network.',
  );
  await expect(page.getByTestId('other-run')).toContainText('LeNet');
  await netloom.capture('a run of another network');
  await page.getByRole('button', { name: 'Resume LeNet' }).click();
  await panel.waitForSteps();
  await expect(identity).toContainText('The canvas shows another network: “AlexNet”.');
  await panel.stop.click();
  await panel.expectPanelState('idle');
});
