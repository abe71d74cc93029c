import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findViolations } from './accessibility';
import { expect, test } from './fixture';
import { TWO_VIEWS } from './networks';
import { Canvas } from './pages/canvas';
import { chooseSource, openDocument, showResults } from './pages/own-data';
import { TrainingPanel } from './pages/training-panel';
import { writeDepths } from './photos';
import { PLAIN, setLook } from './views/look';

/* Photos with a list that names the depth of each: one network takes both, and says which garment it is. */

test.use({ settings: { isTourDone: true } });

let folder = '';
test.beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'netloom-second-inputs-'));
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('two inputs become an image and its second image, and both are trained and tried', async ({
  netloom,
}) => {
  const { page, capture } = netloom;
  writeDepths(folder, 200);
  await openDocument(netloom, TWO_VIEWS);
  const canvas = new Canvas(page);
  const dialog = await chooseSource(netloom, folder, 'folder');
  const choose = async (box: string, option: string) => {
    await dialog.getByRole('combobox', { name: box, exact: true }).click();
    await page.getByRole('option', { name: option, exact: true }).click();
  };
  await choose('Label', 'garment');
  await choose('Label 2', 'depth');
  await expect(dialog.getByText('What “depth” is')).toBeVisible();
  await expect(dialog.getByRole('img', { name: /^Second image of/ })).toHaveCount(24);
  await capture('a second image beside a class');
  await dialog.getByTestId('start-import').click();
  await dialog.getByTestId('train-on-imported').click();
  // Both take the example: the problem says so, and one repair is to take the second image.
  await canvas.select('other');
  await capture('two inputs of the same images');
  await page.getByRole('button', { name: /Set Takes to Second image/ }).click();
  await expect(canvas.node('other')).toContainText('second image');
  await expect(page.getByText('The first: depth')).toBeVisible();
  await capture('an input of second images');
  expect(await findViolations(page, { isPart: true })).toEqual([]);
  await new TrainingPanel(page).trainWhenReady();

  await showResults(netloom);
  await page.getByTestId('workbench').getByRole('button', { name: 'Try an image' }).click();
  const tried = page.getByTestId('second-images');
  await expect(tried.getByRole('img', { name: 'depth' })).toBeVisible();
  await capture('the second image of a test example');
  await page.getByTestId('try-image').getByRole('button', { name: 'File', exact: true }).click();
  await page.getByTestId('image-file').setInputFiles(path.join(folder, '0.png'));
  await expect(page.getByTestId('prediction')).toContainText('second images beside each image');
  await tried.getByTestId('second-file-0').setInputFiles(path.join(folder, 'depth', '0-depth.png'));
  await expect(page.getByTestId('prediction')).toContainText('%');
  await capture('a second image from a file');
  expect(await findViolations(page, { isPart: true })).toEqual([]);
  await setLook(page, { language: 'zh-Hant', theme: 'dark' });
  await capture('a second image from a file, Chinese and dark');
  await setLook(page, PLAIN);

  await page.getByRole('tab', { name: 'Data', exact: true }).click();
  await page.getByTestId('data-grid').getByRole('option').first().click();
  await expect(page.getByTestId('example-second').getByRole('img', { name: 'depth' })).toBeVisible();
  await capture('the second image in the data browser');
  // The label that is filtered by is what the grid shows.
  const firstRow = page.getByTestId('data-grid').locator('canvas').first();
  const picture = () => firstRow.evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
  const images = await picture();
  await page.getByTestId('data-view').getByRole('combobox', { name: 'Label', exact: true }).click();
  await page.getByRole('option', { name: 'depth', exact: true }).click();
  await expect.poll(picture).not.toBe(images);
  await capture('a grid of second images');
});
