import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, type Netloom, test } from './fixture';
import { answerOpenDialogs } from './pages/system';
import { QUICK_RATE, TrainingPanel } from './pages/training-panel';
import { Workbench } from './pages/workbench';
import { writePhotos } from './photos';

/** Images of each class. */
const EACH = 200;
let folder = '';

test.use({ settings: { isTourDone: true } });
test.beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'netloom-data-'));
  const photos = path.join(folder, 'clothes');
  writePhotos(photos, EACH);
  // A pair of trousers that somebody has filed under bags, too.
  const [trousers = ''] = readdirSync(path.join(photos, 'trousers')).sort();
  copyFileSync(path.join(photos, 'trousers', trousers), path.join(photos, 'bags', 'misfiled.png'));
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function importClothes({ app, page }: Netloom): Promise<void> {
  await page.getByRole('button', { name: 'File', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Import data…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import data' });
  await answerOpenDialogs(app, path.join(folder, 'clothes'));
  await dialog.getByRole('button', { name: 'Choose folder…' }).click();
  await dialog.getByRole('button', { name: /^Import \d+/ }).click();
  await dialog.getByRole('button', { name: 'Train on it' }).click();
}

async function train(page: Netloom['page']): Promise<void> {
  const panel = new TrainingPanel(page);
  await panel.show();
  await panel.train.click();
  // A small training may be over before anyone looks; its process takes a while to start.
  await panel.expectPanelState(/starting|preparing|training/);
  await panel.expectPanelState('done');
}

test('a wrong label is found, corrected and saved as a version, which is trained on and compared', async ({
  netloom,
}) => {
  test.slow();
  const { page } = netloom;
  await netloom.resize(1_280, 900);
  await importClothes(netloom);
  const panel = new TrainingPanel(page);
  await panel.set('Batch size', 32);
  await panel.set('Epochs', 3);
  await panel.chooseAdam();
  await panel.set('Learning rate', QUICK_RATE);
  await train(page);

  const workbench = new Workbench(page);
  await workbench.show('Data');
  const view = page.getByTestId('data-view');
  const count = page.getByTestId('data-count');
  await expect(count).toHaveText(`${3 * EACH + 1} of ${3 * EACH + 1} examples`);
  await page.getByRole('button', { name: 'Maximize' }).click();
  await netloom.capture('all examples');

  // The pair with different labels is a filter away.
  await view.getByRole('button', { name: /^Duplicates with different labels/ }).click();
  await expect(count).toHaveText(`2 of ${3 * EACH + 1} examples`);
  const grid = page.getByRole('listbox', { name: 'Examples' });
  const misfiled = grid.getByRole('option', { name: /^bags/ });
  await misfiled.click();
  const details = page.getByRole('region', { name: 'Details' });
  await expect(details).toContainText('bags/misfiled.png');
  await expect(details.getByRole('heading', { name: 'Equal examples' })).toBeVisible();
  await netloom.capture('duplicates');

  // Its class is corrected by the keyboard; then it is one image too many.
  await grid.press('l');
  await page.keyboard.type('trou');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('example-label')).toHaveText('trousers was bags');
  await expect(page.getByTestId('pending-changes')).toContainText('1 label');
  await view.getByRole('button', { name: 'Exclude repeated examples' }).click();
  await expect(page.getByTestId('pending-changes')).toContainText('1 excluded');
  await netloom.capture('changes');

  await view.getByRole('button', { name: 'Save as a new version…' }).click();
  await netloom.capture('saving');
  await page.getByTestId('save-version').click();
  await expect(page.getByText('“clothes v2” has been saved.')).toBeVisible();
  await expect(count).toHaveText(`${3 * EACH} of ${3 * EACH + 1} examples`);
  await expect(view.getByRole('combobox', { name: 'Data set' })).toHaveText('clothes v2');
  await page.getByRole('button', { name: 'Restore below the canvas' }).click();
  await expect(page.getByRole('button', { name: 'Undo: Change the data set' })).toBeVisible();
  await panel.show();
  await expect(page.getByRole('combobox', { name: 'Data set' }).last()).toHaveText('clothes v2');

  await train(page);
  await workbench.show('Runs');
  await expect(workbench.runRows).toHaveCount(2);
  await netloom.capture('runs');
  await expect(workbench.runRows.first().getByRole('cell', { name: 'clothes v2' })).toBeVisible();
  await expect(workbench.runRows.last().getByRole('cell', { name: 'clothes', exact: true })).toBeVisible();
});

test('predictions of a run filter and order the examples; cells of the confusion matrix lead to them', async ({
  netloom,
}) => {
  const { page } = netloom;
  await netloom.resize(1_280, 900);
  await importClothes(netloom);
  const panel = new TrainingPanel(page);
  await panel.set('Batch size', 32);
  await panel.set('Epochs', 2);
  await panel.chooseAdam();
  await panel.set('Learning rate', QUICK_RATE);
  await train(page);
  const workbench = new Workbench(page);
  await workbench.show('Results');
  const cells = await workbench.confusion();
  await page.getByRole('button', { name: 'Maximize' }).click();
  await workbench.root.getByRole('button', { name: 'Show in Data' }).click();
  const count = page.getByTestId('data-count');
  const shown = new RegExp(`^(${cells.flat().join('|')}) of`);
  await expect(count).toHaveText(shown);
  await expect(page.getByRole('combobox', { name: 'Predicted class' })).not.toHaveText('Any');
  await netloom.capture('cell');

  const view = page.getByTestId('data-view');
  await view.getByRole('button', { name: 'Clear filters' }).click();
  await view.getByRole('button', { name: 'All', exact: true }).first().click();
  await page.getByRole('combobox', { name: 'Order' }).click();
  await page.getByRole('option', { name: 'Largest loss first' }).click();
  const grid = page.getByRole('listbox', { name: 'Examples' });
  await expect(grid.getByRole('option').first()).toHaveAttribute('aria-label', /predicted as/);
  await grid.focus();
  await page.keyboard.press('Home');
  await expect(page.getByTestId('example-prediction')).toBeVisible();
  await page.keyboard.press('Enter');
  const large = page.getByTestId('example-large');
  await expect(large).toContainText('What the network says');
  await expect(page.getByTestId('predicted-class')).toBeVisible();
  await netloom.capture('large');
  await page.keyboard.press('Escape');
  await expect(large).toBeHidden();
});

test('the shipped data set has its 70,000 images, reached by keys, and its class means', async ({
  netloom,
}) => {
  const { page } = netloom;
  await netloom.resize(1_280, 800);
  const workbench = new Workbench(page);
  await workbench.show('Data');
  await expect(page.getByTestId('data-count')).toHaveText('70,000 of 70,000 examples');
  await page.getByRole('button', { name: 'Maximize' }).click();
  const grid = page.getByRole('listbox', { name: 'Examples' });
  const options = grid.getByRole('option');
  await expect(options.first()).toHaveAttribute('aria-setsize', '70000');
  expect(await options.count()).toBeLessThan(1_000);
  await grid.focus();
  await page.keyboard.press('End');
  await expect(grid.locator('[data-active]')).toHaveAttribute('aria-posinset', '70000');
  await expect(grid.locator('[data-active]')).toBeInViewport();
  await netloom.capture('last');
  await page.getByRole('button', { name: 'Class means' }).click();
  const means = page.getByTestId('class-means');
  await expect(means.getByRole('button')).toHaveCount(10);
  await netloom.capture('means');
  await means.getByRole('button', { name: /Bag/ }).click();
  await expect(page.getByTestId('data-count')).toHaveText('6,000 of 70,000 examples');
});
