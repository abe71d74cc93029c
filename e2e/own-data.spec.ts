import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from './fixture';
import { projectDirectory } from './launch';
import { answerOpenDialogs, dropOnWindow } from './pages/system';
import { QUICK_RATE, TrainingPanel } from './pages/training-panel';
import { PHOTO_CLASSES, writePhotos } from './photos';

/** Images of each class: enough that a network tells trousers from bags. */
const EACH = 200;
let folder = '';

test.beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'netloom-own-data-'));
  writePhotos(path.join(folder, 'my clothes'), EACH);
});

test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a folder of images becomes a data set that the network trains on', async ({ netloom }) => {
  const { page } = netloom;
  await page.getByRole('button', { name: 'File', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Import data…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import data' });
  await netloom.capture('what can be imported');
  await answerOpenDialogs(netloom.app, path.join(folder, 'my clothes'));
  await dialog.getByRole('button', { name: 'Choose folder…' }).click();

  // What was found: three classes, all images of one size, two files that are none.
  await expect(dialog.getByRole('button', { name: `Import ${3 * EACH} examples` })).toBeVisible();
  await expect(dialog.getByRole('heading', { name: '3 classes' })).toBeVisible();
  for (const name of Object.values(PHOTO_CLASSES))
    await expect(dialog.getByRole('row', { name: `${name} ${EACH}` })).toBeVisible();
  await expect(dialog.getByRole('combobox', { name: 'Image size' })).toHaveText(
    /28 × 28 \(input of the network\)/,
  );
  await netloom.capture('survey');

  await dialog.getByRole('button', { name: /^Import \d+/ }).click();
  await expect(dialog.getByText('“my clothes” has been imported')).toBeVisible();
  await netloom.capture('imported');
  await dialog.getByRole('button', { name: 'Train on it' }).click();

  // The last layer has three units now; one undo takes the data set and the change back.
  const panel = new TrainingPanel(page);
  await expect(page.getByRole('combobox', { name: 'Data set' })).toHaveText('my clothes');
  await expect(page.getByRole('button', { name: 'Undo: Change the data set' })).toBeVisible();
  await panel.set('Batch size', 32);
  await panel.chooseAdam();
  await panel.set('Learning rate', QUICK_RATE);
  await panel.train.click();
  await panel.expectPanelState('done');
  await netloom.capture('trained on own images');
  expect(await panel.finalAccuracy()).toBeGreaterThan(0.8);
});

test('a folder that is dropped while the window still loads is not lost', async ({ netloom }) => {
  const { app, page } = netloom;
  // The first page has to be there before it is loaded again.
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  // Main answers late, as on a busy machine: the page shows nothing and listens to nothing until then.
  await app.evaluate(({ ipcMain }) => {
    type Handler = (...given: unknown[]) => unknown;
    const handlers: Map<string, Handler> = Reflect.get(ipcMain, '_invokeHandlers');
    const answer = handlers.get('recovery:load');
    if (answer === undefined) throw new Error('Nobody answers recovery:load.');
    const later = new Promise<void>((resolve) => Reflect.set(globalThis, 'answerNow', resolve));
    handlers.set('recovery:load', async (...given) => {
      await later;
      return answer(...given);
    });
  });
  await page.reload({ waitUntil: 'domcontentloaded' });
  await expect(page.locator('#root')).toBeEmpty();
  await dropOnWindow(page, path.join(folder, 'my clothes'));
  await app.evaluate(() => Reflect.get(globalThis, 'answerNow')());
  await expect(page.getByRole('dialog', { name: 'Import data' })).toContainText('my clothes');
});

test('HDF5, Parquet and JPEG are read by the Node that comes with the app', async ({ netloom }) => {
  const data = path.join(projectDirectory, 'src', 'main', 'data');
  const fixtures = path.join(data, 'formats', 'testing', 'fixtures');
  const photos = path.join(folder, 'jpegs');
  const encoded = path.join(data, 'decoding', 'testing', 'odd-images');
  for (const [name, files] of Object.entries({
    plain: ['rgb.jpg', 'gray.jpg', 'exif3.jpg'],
    odd: ['cmyk.jpg', 'progressive.jpg', 'exif6.jpg'],
  })) {
    mkdirSync(path.join(photos, name), { recursive: true });
    for (const file of files) copyFileSync(path.join(encoded, file), path.join(photos, name, file));
  }
  const { page } = netloom;
  for (const [source, examples] of [
    [path.join(fixtures, 'hdf5', 'sets.h5'), 6],
    [path.join(fixtures, 'parquet'), 6],
    [photos, 6],
  ] as const) {
    const name = path.basename(source);
    await page.getByRole('button', { name: 'File', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Import data…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Import data' });
    await answerOpenDialogs(netloom.app, source);
    await dialog
      .getByRole('button', { name: name.endsWith('.h5') ? 'Choose file…' : 'Choose folder…' })
      .click();
    await dialog.getByRole('button', { name: `Import ${examples} examples` }).click();
    await expect(dialog.getByText(`“${name.replace('.h5', '')}” has been imported`)).toBeVisible();
    await netloom.capture(`imported ${name}`);
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  }
});
