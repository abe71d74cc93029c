import { expect, test } from './fixture';
import { dropOnWindow } from './pages/system';
import { QUICK_RATE, TrainingPanel } from './pages/training-panel';
import { Workbench } from './pages/workbench';
import { testFolder } from './test-data';

/** A real folder of other people's images, from the drop on the window to a network that knows some of them. */

test('a tree of stamps, dropped on the window, becomes sixteen classes that a network learns', async ({
  netloom,
}) => {
  test.setTimeout(600_000);
  const stamps = testFolder('stamps');
  test.skip(
    stamps === null,
    'the stamps are not there: npm test fetches them where Debian’s archive can be reached',
  );
  const { page } = netloom;
  await dropOnWindow(page, stamps ?? '');
  const dialog = page.getByRole('dialog', { name: 'Import data' });
  const start = dialog.getByRole('button', { name: 'Import 796 examples' });
  await expect(start).toBeVisible({ timeout: 120_000 });
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
  await expect(dialog.getByText('“stamps” has been imported')).toBeVisible({ timeout: 240_000 });
  await netloom.capture('stamps imported');
  await dialog.getByRole('button', { name: 'Train on it' }).click();

  const panel = new TrainingPanel(page);
  await expect(page.getByRole('combobox', { name: 'Data set' })).toHaveText('stamps');
  await panel.set('Batch size', 32);
  await panel.set('Epochs', 15);
  await panel.chooseAdam();
  await panel.set('Learning rate', QUICK_RATE);
  await panel.train.click();
  await panel.expectPanelState('done', 240_000);
  // Who always says “symbols” is right in 31 of a hundred cases.
  expect(await panel.finalAccuracy()).toBeGreaterThan(0.38);

  const workbench = new Workbench(page);
  await workbench.show('Results');
  await expect(workbench.matrix).toBeVisible({ timeout: 60_000 });
  await netloom.capture('confusion of the stamps');
  await page.getByRole('button', { name: 'Mistakes' }).click();
  await expect(page.getByTestId('mistakes').getByRole('img').first()).toBeVisible();
  await netloom.capture('mistakes with the stamps');
});
