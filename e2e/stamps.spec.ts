import { expect, test, trainingLimit } from './fixture';
import { Canvas } from './pages/canvas';
import { dropOnWindow } from './pages/system';
import { QUICK_RATE, TrainingPanel } from './pages/training-panel';
import { Workbench } from './pages/workbench';
import { testFolder } from './test-data';

/** A real folder of other people's images, from the drop on the window to two versions of it that are compared. */

test('a tree of stamps, dropped on the window, becomes sixteen classes, and a second version without a duplicate', async ({
  netloom,
}) => {
  test.slow();
  const stamps = testFolder('stamps');
  test.skip(
    stamps === null,
    'the stamps are not there: npm test fetches them where Debian’s archive can be reached',
  );
  const { page } = netloom;
  // What is dropped on a window that is still loading is not taken.
  await new Canvas(page).waitForLayout();
  await dropOnWindow(page, stamps ?? '');
  const dialog = page.getByRole('dialog', { name: 'Import data' });
  const start = dialog.getByRole('button', { name: 'Import 796 examples' });
  await expect(start).toBeVisible({ timeout: trainingLimit() });
  await expect(dialog.getByRole('heading', { name: '16 classes' })).toBeVisible();
  await expect(dialog.getByRole('row', { name: 'symbols 247' })).toBeVisible();
  await expect(
    dialog.getByText(/^The classes are unbalanced: 247 examples of “symbols”, 3 of “naturalforces”/),
  ).toBeVisible();
  // The images' own transparency asks for a margin; the network's input decides the size.
  await expect(dialog.getByRole('combobox', { name: 'Image size' })).toHaveText(
    /28 × 28 \(input of the network\)/,
  );
  await netloom.capture('survey of the stamps');
  await start.click();
  await expect(dialog.getByText('“stamps” has been imported')).toBeVisible({ timeout: trainingLimit() });
  await netloom.capture('stamps imported');
  await dialog.getByRole('button', { name: 'Train on it' }).click();

  const panel = new TrainingPanel(page);
  await expect(page.getByRole('combobox', { name: 'Data set' })).toHaveText('stamps');
  await panel.set('Batch size', 32);
  await panel.set('Epochs', 15);
  await panel.chooseAdam();
  await panel.set('Learning rate', QUICK_RATE);
  await panel.train.click();
  await panel.expectPanelState('done');
  // Who always says “symbols” is right in 31 of a hundred cases.
  expect(await panel.finalAccuracy()).toBeGreaterThan(0.38);

  const workbench = new Workbench(page);
  await workbench.show('Results');
  await expect(workbench.matrix).toBeVisible();
  await netloom.capture('confusion of the stamps');
  await page.getByRole('button', { name: 'Mistakes' }).click();
  await expect(page.getByTestId('mistakes').getByRole('img').first()).toBeVisible();
  await netloom.capture('mistakes with the stamps');

  // The mistakes are looked at in the browser, where one image turns out to be there twice.
  await page.getByRole('button', { name: 'All mistakes in Data' }).click();
  const count = page.getByTestId('data-count');
  await expect(count).toHaveText(/^\d+ of 79\d examples$/);
  const first = page.getByRole('listbox', { name: 'Examples' }).getByRole('option').first();
  await expect(first).toHaveAttribute('aria-label', /predicted as/);
  await netloom.capture('mistakes in the browser');
  const view = page.getByTestId('data-view');
  await view.getByRole('button', { name: 'Clear filters' }).click();
  await view.getByRole('button', { name: 'All', exact: true }).first().click();
  await view.getByRole('button', { name: /^Duplicates\W+\d+$/ }).click();
  await netloom.capture('duplicates of the stamps');
  await view.getByRole('button', { name: 'Exclude repeated examples' }).click();
  await expect(page.getByTestId('pending-changes')).toContainText('1 excluded');
  await view.getByRole('button', { name: 'Save as a new version…' }).click();
  await page.getByTestId('save-version').click();
  await expect(page.getByText('“stamps v2” has been saved.')).toBeVisible();

  // The open network is on the new version now; the two runs are compared, each with its own.
  await panel.show();
  await expect(page.getByRole('combobox', { name: 'Data set' }).last()).toHaveText('stamps v2');
  await panel.train.click();
  await panel.expectPanelState(/starting|preparing|training/);
  await panel.expectPanelState('done');
  await workbench.show('Runs');
  await expect(workbench.runRows).toHaveCount(2);
  for (const at of [1, 0]) await workbench.runRows.nth(at).getByRole('checkbox').check();
  await page.getByTestId('compare-runs').click();
  await workbench.root.getByRole('button', { name: 'Settings', exact: true }).click();
  const dataset = page.getByTestId('compared-settings').getByRole('row', { name: /^Data set/ });
  await expect(dataset).toContainText('stamps ·');
  await expect(dataset).toContainText('stamps v2 ·');
  await netloom.capture('the two runs compared');
});
