import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findViolations } from './accessibility';
import { expect, test } from './fixture';
import { Canvas } from './pages/canvas';
import { READER } from './networks';
import { chooseSource, openDocument, showResults } from './pages/own-data';
import { TrainingPanel } from './pages/training-panel';
import { Workbench } from './pages/workbench';
import { writeWorn } from './photos';
import { PLAIN, setLook } from './views/look';

/* A network that takes numbers of a table beside its images, from the user's files to a prediction with other numbers. */

test.use({ settings: { isTourDone: true } });

let folder = '';
test.beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'netloom-worn-'));
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Images through one branch, a vector through another; nothing says yet what the vector is. */
const TWO_BRANCHES = {
  ...{ ...READER, name: 'Worn', training: { ...READER.training, epochs: 20 } },
  nodes: [
    { id: 'image', type: 'input', parameters: { shape: [28, 28, 1] } },
    { id: 'flatten', type: 'flatten' },
    { id: 'person', type: 'input', parameters: { shape: [3] } },
    { id: 'join', type: 'concatenate' },
    { id: 'hidden', type: 'dense', parameters: { units: 32 } },
    { id: 'relu', type: 'relu' },
    { id: 'scores', type: 'dense', parameters: { units: 4 } },
    { id: 'output', type: 'output' },
  ],
  edges: [
    { from: 'image', to: 'flatten' },
    { from: 'flatten', to: 'join' },
    { from: 'person', to: 'join' },
    { from: 'join', to: 'hidden' },
    { from: 'hidden', to: 'relu' },
    { from: 'relu', to: 'scores' },
    { from: 'scores', to: 'output' },
  ],
};

test('a list of images with ages and weights: both are learned from, and predicted with', async ({
  netloom,
}) => {
  const { page } = netloom;
  await openDocument(netloom, TWO_BRANCHES);
  const canvas = new Canvas(page);
  await canvas.node('person').click();
  await netloom.capture('a second input of a vector');
  await page
    .getByRole('button', { name: /^Set Takes/ })
    .first()
    .click();
  await expect(canvas.node('person')).toContainText('numbers');

  const source = path.join(folder, 'worn');
  writeWorn(source, 240);
  const dialog = await chooseSource(netloom, source, 'folder');
  await dialog.getByRole('combobox', { name: 'Numbers beside the image', exact: true }).click();
  await page.getByRole('option', { name: 'age, weight', exact: true }).click();
  await expect(dialog.getByText('Numbers beside each')).toBeVisible();
  await netloom.capture('numbers beside the images of a list');
  await setLook(page, { language: 'zh-Hant', theme: 'dark' });
  await netloom.capture('numbers beside the images of a list, Chinese and dark');
  await setLook(page, PLAIN);
  await dialog.getByTestId('start-import').click();
  await dialog.getByTestId('train-on-imported').click();

  // Three numbers are wanted, and there are two.
  await canvas.node('person').click();
  await netloom.capture('another count of numbers');
  await page
    .getByRole('button', { name: /^Set Shape/ })
    .first()
    .click();
  await new TrainingPanel(page).trainWhenReady();
  await showResults(netloom);
  await expect(page.getByText('old shoe').first()).toBeVisible();

  await page.getByTestId('workbench').getByRole('button', { name: 'Try an image' }).click();
  const numbers = page.getByTestId('numbers-beside');
  await expect(numbers.getByText('Of this example')).toHaveCount(2);
  const prediction = page.getByTestId('prediction');
  await numbers.getByRole('textbox', { name: 'age' }).fill('12');
  await page.keyboard.press('Enter');
  await expect(numbers.getByText('Set here')).toHaveCount(1);
  await expect(prediction).toContainText('young');
  const young = await prediction.textContent();
  await netloom.capture('predicted young');
  await numbers.getByRole('textbox', { name: 'age' }).fill('88');
  await page.keyboard.press('Enter');
  await expect(prediction).not.toHaveText(young ?? '');
  expect(await findViolations(page, { isPart: true })).toEqual([]);
  await netloom.capture('predicted old');
  await page.getByRole('button', { name: 'Draw', exact: true }).click();
  const pad = await page.getByTestId('drawing-pad').boundingBox();
  if (pad === null) throw new Error('The pad is not on the screen.');
  const at = (x: number, y: number) => ({ x: pad.x + x * pad.width, y: pad.y + y * pad.height });
  await canvas.drag(at(0.3, 0.2), at(0.7, 0.8));
  await expect(numbers.getByText('Mean of the training examples', { exact: true })).toHaveCount(2);
  await setLook(page, { language: 'zh-Hant', theme: 'dark' });
  await netloom.capture('numbers of a drawing, Chinese and dark');
  await setLook(page, PLAIN);

  // What is set reaches the layers, too.
  await new Workbench(page).show('Activations and weights');
  await canvas.node('hidden').click();
  const inside = page.getByTestId('inside-numbers');
  await expect(inside.getByText('Of this example')).toHaveCount(2);
  await inside.getByRole('textbox', { name: 'age' }).fill('12');
  await page.keyboard.press('Enter');
  await expect(inside.getByText('Set here')).toHaveCount(1);
  await expect(inside.getByRole('textbox', { name: 'age' })).toBeFocused();
  expect(await findViolations(page, { isPart: true })).toEqual([]);
  await netloom.capture('layers with another number');
  await setLook(page, { language: 'zh-Hant', theme: 'dark' });
  await netloom.capture('layers with another number, Chinese and dark');
  await setLook(page, PLAIN);
  await inside.getByRole('button', { name: 'Reset the numbers' }).click();
  await expect(inside.getByText('Of this example')).toHaveCount(2);

  await page.getByRole('tab', { name: 'Data', exact: true }).click();
  await page.getByTestId('data-grid').getByRole('option').first().click();
  await expect(page.getByTestId('example-label')).toHaveText(/young|old/);
  const beside = page.getByTestId('example-number');
  await expect(beside).toHaveText([/^[\d.]+$/, /^[\d.]+$/]);
  for (const number of await beside.all()) await expect(number).toBeInViewport({ ratio: 1 });
  await netloom.capture('numbers of an example');
});
