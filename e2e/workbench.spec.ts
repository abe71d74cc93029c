import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Netloom, test } from './fixture';
import { projectDirectory } from './launch';
import { Canvas } from './pages/canvas';
import { exportCurves, lastingFigures, linesByRun, meanOfPoints, parseCsv } from './pages/curve-files';
import { answerOpenDialogs, answerSaveDialogs } from './pages/system';
import { TrainingPanel } from './pages/training-panel';
import { Workbench } from './pages/workbench';

const TEST_IMAGES = 10_000;

/** A fraction as shares are shown. */
const percent = (fraction: number) =>
  new Intl.NumberFormat('en', {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  }).format(fraction);

test('a run that is paused, left and resumed another day equals one that never stopped', async ({
  netloom,
}) => {
  const panel = new TrainingPanel(netloom.page);
  await panel.set('Seed', 3);
  await panel.trainQuickly(2);
  const shown = [await panel.epoch(1), await panel.epoch(2)];

  // A name, notes and a star are kept with it.
  const before = new Workbench(netloom.page);
  await before.show('Runs');
  await before.openRun(0);
  const details = netloom.page.getByTestId('run-details');
  await details.getByRole('textbox', { name: 'Name of the run' }).fill('Never stopped');
  await details.getByRole('textbox', { name: 'Notes' }).fill('To compare with');
  await details.getByRole('textbox', { name: 'Notes' }).blur();
  await netloom.page.getByRole('button', { name: 'Star Never stopped' }).click();

  await panel.train.click();
  await panel.waitForSteps();
  await panel.pause.click();
  await panel.expectPanelState('paused');
  await netloom.capture('paused');
  const later = await netloom.startAgain();
  const workbench = new Workbench(later.page);
  const again = new TrainingPanel(later.page);
  // Offered where training is done, without a look for it.
  await again.expectPanelState('waiting-paused');
  await expect(later.page.getByTestId('waiting-run')).toContainText(/Paused in epoch [12] of 2, \d/);
  await workbench.show('Runs');
  await expect(workbench.runRows).toHaveCount(2);
  await expect(workbench.runRows.first()).toContainText('paused');
  await workbench.root.getByRole('button', { name: 'Starred' }).click();
  await expect(workbench.runRows).toHaveCount(1);
  await workbench.openRun(0);
  await expect(later.page.getByRole('textbox', { name: 'Name of the run' })).toHaveValue('Never stopped');
  await expect(later.page.getByRole('textbox', { name: 'Notes' })).toHaveValue('To compare with');
  await workbench.root.getByRole('button', { name: 'All', exact: true }).click();
  await expect(workbench.runRows).toHaveCount(2);
  // Laid over it: the one that never stopped.
  await workbench.runRows.nth(1).getByRole('checkbox').check();
  await workbench.openRun(0);
  await later.capture('saved runs after a new start');
  await later.page.getByTestId('resume-waiting').click();
  await again.expectPanelState('done');
  expect([await again.epoch(1), await again.epoch(2)]).toEqual(shown);

  const [whole = [], resumed = []] = linesByRun(parseCsv(await exportCurves(later, 'csv')));
  await later.capture('resumed');
  // What it is for, and what is changed most before the next run, are at hand.
  await expect(later.page.getByRole('textbox', { name: 'Next run: Learning rate' })).toBeInViewport();
  await later.page.getByTestId('try-image-of-own').click();
  await expect(later.page.getByTestId('drawing-pad')).toBeInViewport({ ratio: 1 });
  await later.capture('a drawing of one’s own');
  expect(lastingFigures(whole)).toHaveLength(2);
  expect(lastingFigures(resumed)).toEqual(lastingFigures(whole));
  // No seam: every step is in one point of the curve, and each has all that is drawn.
  for (const run of [whole, resumed]) {
    for (const epoch of [1, 2]) {
      const mean = meanOfPoints(run, epoch, { examples: 60_000, batchSize: 256 });
      expect(mean).toBeCloseTo(Number(lastingFigures(run)[epoch - 1]?.trainLoss), 9);
    }
    for (const line of run.filter(({ kind }) => kind === 'step')) {
      for (const column of ['loss', 'accuracy', 'learningRate', 'speed', 'memory']) {
        expect(line[column]).toMatch(/^\d/);
      }
    }
  }
});

test('the confusion matrix counts every test image once, and its diagonal is the accuracy', async ({
  netloom,
}) => {
  const { page } = netloom;
  const panel = new TrainingPanel(page);
  const workbench = new Workbench(page);
  await panel.trainQuickly(1);
  const accuracy = await panel.finalAccuracy();

  await workbench.show('Results');
  const confusion = await workbench.confusion();
  const sum = confusion.flat().reduce((total, count) => total + count, 0);
  const diagonal = confusion.reduce((total, row, at) => total + (row[at] ?? 0), 0);
  expect(sum).toBe(TEST_IMAGES);
  expect(diagonal / TEST_IMAGES).toBeCloseTo(accuracy, 10);
  expect(Number.parseFloat((await workbench.accuracy.textContent()) ?? '') / 100).toBeCloseTo(accuracy, 10);
  // A click on a cell shows its images: as many as it counts, all of that class and taken for that other.
  const examples = page.getByTestId('confusion-examples');
  await expect(examples.getByRole('img').first()).toBeVisible();
  const classes = await workbench.matrix
    .locator('tbody th')
    .evaluateAll((heads) => heads.map(({ textContent }) => textContent ?? ''));
  const [actual, predicted] = cellOfSomeMistakes(confusion);
  await workbench.matrix.locator(`[data-cell="${actual},${predicted}"]`).click();
  const taken = examples.getByRole('img', {
    name: `: ${classes[actual]}, predicted as ${classes[predicted]} (`,
  });
  await expect(taken).toHaveCount(confusion[actual]?.[predicted] ?? 0);
  await expect(examples.getByRole('img')).toHaveCount(confusion[actual]?.[predicted] ?? 0);
  await netloom.capture('confusion matrix');

  await page.getByRole('button', { name: 'Mistakes' }).click();
  await expect(page.getByTestId('mistakes').getByRole('img').first()).toBeVisible();
  await page.getByRole('button', { name: 'Classes' }).click();
  const figures = await page
    .getByTestId('class-table')
    .locator('tbody tr')
    .evaluateAll((rows) => rows.map((row) => [...row.children].map(({ textContent }) => textContent ?? '')));
  expect(figures).toHaveLength(10);
  for (const [name = '', precision, recall] of figures) {
    const at = classes.indexOf(name);
    const right = confusion[at]?.[at] ?? 0;
    const said = confusion.reduce((total, row) => total + (row[at] ?? 0), 0);
    expect(precision).toBe(said === 0 ? '–' : percent(right / said));
    expect(recall).toBe(percent(right / (confusion[at]?.reduce((total, count) => total + count, 0) ?? 0)));
  }

  await page.getByTestId('workbench').getByRole('button', { name: 'Try an image' }).click();
  await expect(workbench.prediction).not.toBeEmpty();
  await page.getByRole('button', { name: 'Draw' }).click();
  const pad = page.getByTestId('drawing-pad');
  await pad.focus();
  for (let step = 0; step < 8; step += 1) await page.keyboard.press('Shift+ArrowDown');
  await expect(workbench.prediction).not.toBeEmpty();
  await netloom.capture('a drawn image');
});

/** A cell off the diagonal with some images, and no more than are shown at once. */
function cellOfSomeMistakes(confusion: readonly (readonly number[])[]): [actual: number, predicted: number] {
  for (const [actual, row] of confusion.entries()) {
    for (const [predicted, count] of row.entries()) {
      if (actual !== predicted && count > 4 && count <= 60) return [actual, predicted];
    }
  }
  throw new Error('No class is taken for another some five to sixty times.');
}

test('comparing LeNet with its ReLU variant names exactly the changed nodes', async ({ netloom }) => {
  const { page } = netloom;
  const panel = new TrainingPanel(page);
  const workbench = new Workbench(page);
  await panel.set('Epochs', 1);
  await panel.trainToEnd();
  await openVariant(netloom);
  await panel.show();
  await panel.set('Epochs', 1);
  await panel.set('Learning rate', 0.05);
  await panel.trainToEnd();

  await workbench.show('Runs');
  // Named by what differs from the preset, until its user names it, right there in the list.
  const older = workbench.runRows.nth(1);
  await expect(older).toContainText('LeNet, epochs 1');
  await expect(workbench.runRows.nth(0)).toContainText('LeNet with ReLU');
  await older.locator('th button').dblclick();
  await page.keyboard.type('Baseline');
  await page.keyboard.press('Enter');
  await expect(older.locator('th')).toHaveText('Baseline');

  // In groups of any setting, which fold with the keyboard too; filtered by any setting.
  await page.getByTestId('group-runs').click();
  await page.getByRole('menuitemradio', { name: 'Learning rate', exact: true }).click();
  await workbench.root.getByRole('button', { name: /^Learning rate: 0\.05\s*1 run$/ }).focus();
  await page.keyboard.press('Enter');
  await expect(workbench.runRows).toHaveCount(1);
  await expect(page.getByTestId('run-group')).toHaveCount(2);
  await netloom.capture('runs in groups');
  await page.keyboard.press('Enter');
  await expect(workbench.runRows).toHaveCount(2);
  await page.getByTestId('add-condition').click();
  await page.getByRole('menuitem', { name: 'Learning rate', exact: true }).click();
  await page.getByRole('textbox', { name: 'Value for Learning rate' }).fill('0.1');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('run-group')).toHaveCount(1);
  await expect(workbench.runRows).toContainText(['Baseline']);
  await netloom.capture('runs filtered by a setting');
  await page.getByRole('button', { name: 'Remove the filter by Learning rate' }).click();
  await page.getByTestId('group-runs').click();
  await page.getByRole('menuitemradio', { name: 'None', exact: true }).click();
  await expect(page.getByTestId('run-group')).toHaveCount(0);

  const color = await older.locator('[data-run-color]').getAttribute('data-run-color');
  // Ticked from new to old, compared from old to new; each run in its color, wherever it is drawn.
  for (const at of [0, 1]) await workbench.runRows.nth(at).getByRole('checkbox').check();
  await page.getByTestId('compare-runs').click();
  const curve = workbench.root
    .getByRole('figure')
    .first()
    .getByRole('listitem')
    .filter({ hasText: 'Baseline' });
  await expect(curve.locator('line')).toHaveAttribute('stroke', `var(${color})`);
  await netloom.capture('compared curves');
  await workbench.root.getByRole('button', { name: 'Settings' }).click();
  await expect(page.getByTestId('compared-settings')).toContainText('0.05');
  await workbench.root.getByRole('button', { name: 'Network' }).click();
  await expect(page.getByRole('combobox', { name: 'From' })).toContainText('Baseline');
  const changes = page.getByTestId('network-difference').locator('[data-change]');
  await expect(changes).toHaveCount(4);
  for (const number of [1, 2, 3, 4]) {
    await expect(page.locator(`[data-change="changed"][data-node="relu${number}"]`)).toBeVisible();
  }
  await page.getByTestId('difference-on-canvas').click();
  await expect(page.getByTestId('node-difference')).toHaveCount(4);
  await expect(new Canvas(page).node('relu1').getByTestId('node-difference')).toHaveText('changed');
  await netloom.capture('difference on the canvas');
  // What is taken out now is drawn beside the rest, with the wires it hung on.
  await new Canvas(page).select('relu4');
  await page.keyboard.press('Shift+Delete');
  await expect(page.getByTestId('removed-node')).toHaveCount(1);
  await expect(page.getByTestId('removed-node')).toHaveAttribute('data-node', 'sigmoid4');
  await expect(page.getByTestId('removed-wire')).toHaveCount(2);
  await expect(page.getByTestId('node-difference')).toHaveCount(3);
  await page.keyboard.press('Control+1');
  await netloom.capture('a removed node on the canvas');

  await page.getByRole('button', { name: 'All runs' }).click();
  const { runRows } = workbench;
  const html = await exportReport(netloom, 'both');
  for (const text of ['Baseline', 'LeNet with ReLU', '0.05', 'Shirt', '<polyline', '</html>']) {
    expect(html).toContain(text);
  }
  // Of the chosen runs alone.
  await runRows.filter({ hasText: 'LeNet with ReLU' }).getByRole('checkbox').uncheck();
  const single = await exportReport(netloom, 'one');
  expect(single).toContain('Baseline');
  expect(single).toContain('</html>');
  expect(single).not.toContain('LeNet with ReLU');
  await page.getByRole('searchbox', { name: 'Filter runs' }).fill('relu');
  await expect(runRows).toHaveCount(1);
  await expect(runRows).toContainText('LeNet with ReLU');
  await page.getByRole('searchbox', { name: 'Filter runs' }).fill('');
  await workbench.root.getByRole('button', { name: 'Learning rate', exact: true }).click();
  await expect(runRows.first()).not.toContainText('LeNet with ReLU');
  await runRows
    .last()
    .getByRole('button', { name: /^Actions for/ })
    .click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(runRows).toHaveCount(1);
  await page.getByRole('button', { name: 'Undo', exact: true }).last().click();
  await expect(runRows).toHaveCount(2);
});

/** The report of the chosen runs, as the file that is saved. */
async function exportReport({ app, page, userData }: Netloom, name: string): Promise<string> {
  const file = path.join(userData, `report-${name}.html`);
  await answerSaveDialogs(app, file);
  await page.getByTestId('export-report').click();
  await expect.poll(() => existsSync(file)).toBe(true);
  return readFileSync(file, 'utf8');
}

test('the finder suggests a learning rate and sets it', async ({ netloom }) => {
  const { page } = netloom;
  await openVariant(netloom);
  await new TrainingPanel(page).show();
  await page.getByTestId('open-finder').click();
  await page.getByTestId('start-finder').click();
  const apply = page.getByTestId('apply-rate');
  await expect(apply).toBeVisible();
  await netloom.capture('a learning rate found');
  const suggested = Number(/[\d.]+(e-?\d+)?/.exec((await apply.textContent()) ?? '')?.[0]);
  expect(suggested).toBeGreaterThan(1e-5);
  expect(suggested).toBeLessThan(5);
  await apply.click();
  const field = page.getByRole('textbox', { name: 'Learning rate', exact: true });
  expect(Number(await field.inputValue())).toBeCloseTo(suggested, 1);
});

/** LeNet with ReLU in place of every sigmoid, from a file. */
async function openVariant({ app, page, userData }: Netloom): Promise<void> {
  const text = readFileSync(path.join(projectDirectory, 'presets', 'lenet.json'), 'utf8');
  const file = path.join(userData, 'files', 'lenet-relu.json');
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(
    file,
    text.replaceAll('sigmoid', 'relu').replace('"name": "LeNet"', '"name": "LeNet with ReLU"'),
  );
  // A key pressed before the window's first network is there would have no effect.
  await new Canvas(page).waitForLayout();
  // Its settings were changed: what opens next takes the place of the network that is there.
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await answerOpenDialogs(app, file);
  await page.keyboard.press('Control+o');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('LeNet with ReLU');
}

test('the health check says that a rate is too low, and by which numbers', async ({ netloom }) => {
  const { page } = netloom;
  const panel = new TrainingPanel(page);
  await panel.set('Epochs', 1);
  await panel.set('Learning rate', 0.000001);
  await panel.trainToEnd();
  await new Workbench(netloom.page).show('Activations and weights');
  const findings = netloom.page.getByTestId('findings').getByRole('article');
  await expect(findings).toHaveCount(1);
  await expect(findings).toContainText('Learning rate too low');
  await expect(findings).toContainText(/With a learning rate of 1\.0\s×\s10⁻⁶ no layer changes by more than/);
  await netloom.capture('the health check');

  await page.getByRole('button', { name: 'Time per layer' }).click();
  await page.getByTestId('measure-layers').click();
  const rows = page.getByTestId('layer-times').locator('tbody tr');
  await expect(rows.first()).toBeVisible();
  const texts = await rows.evaluateAll((found) =>
    found.map((row) => [...row.children].map(({ textContent }) => textContent ?? '')),
  );
  expect(texts.map(([name]) => name)).toEqual(
    expect.arrayContaining(['Optimizer', 'Conv2D (conv1)', 'Conv2D (conv2)', 'Dense (dense3)']),
  );
  const shares = texts.map(([, share = '']) => Number.parseFloat(share));
  const whole = shares.reduce((sum, share) => sum + share, 0);
  expect(Math.abs(whole - 100)).toBeLessThan(2);
  await netloom.capture('time per layer');
});

test('the health check reports ReLUs that a rate far too high kills, marks them, and its fix is one click', async ({
  netloom,
}) => {
  const { page } = netloom;
  const panel = new TrainingPanel(page);
  await openVariant(netloom);
  await panel.show();
  await panel.set('Learning rate', 2);
  await panel.train.click();
  // Said where people look, while it trains and long before its ten epochs are over.
  const finding = page.getByTestId('run-finding');
  await expect(finding).toBeVisible({ timeout: 90_000 });
  await expect(page.getByTestId('inside-findings')).toContainText(/[1-3]/);
  await finding.getByTestId('finding-why').click();
  await expect(page.getByTestId('findings').getByRole('article').first()).toBeFocused();
  await expect(new Canvas(page).node('relu4').getByTestId('node-finding')).toBeVisible();
  await page.locator('[data-code="dead-units"]').getByRole('button', { name: 'relu3' }).click();
  await netloom.capture('dead units on the canvas');

  // One click stops it, takes a tenth of the rate as an edit that can be undone, and trains again.
  await panel.show();
  await finding.getByRole('button', { name: 'Stop and try a learning rate of 0.2' }).click();
  await panel.waitForSteps();
  const rate = page.getByRole('textbox', { name: 'Learning rate', exact: true });
  await expect(rate).toHaveValue('0.2');
  await panel.stop.click();
  await panel.expectPanelState('stopped');
  await page.getByTestId('undo').click();
  await expect(rate).toHaveValue('2');

  // It belongs to the run: also after a restart, in the list and in the details.
  const again = await netloom.startAgain();
  const workbench = new Workbench(again.page);
  await workbench.show('Runs');
  await expect(workbench.runRows).toHaveCount(2);
  await expect(workbench.runRows.nth(1).getByTestId('run-finding-mark')).toBeVisible();
  await workbench.openRun(1);
  await expect(again.page.getByTestId('saved-finding').first()).toContainText(
    /Dead ReLUs|Learning rate too high/,
  );
  await again.capture('a finding of a saved run');
});
