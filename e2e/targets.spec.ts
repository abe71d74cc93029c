import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findViolations } from './accessibility';
import { expect, type Netloom, test } from './fixture';
import { Canvas } from './pages/canvas';
import { LOCATOR, PERCEPTRON, SEGMENTER, SIAMESE, UPSCALER } from './networks';
import { chooseSource, importAndTrain, openDocument, showResults } from './pages/own-data';
import { answerSaveDialogs } from './pages/system';
import { TrainingPanel } from './pages/training-panel';
import { writeBoxes, writeMasks, writeLowResolution, writePhotos } from './photos';
import { testFolder } from './test-data';
import { PLAIN, setLook } from './views/look';

/* Networks for other targets than one class, from the user's files to their results, in the real window. */

test.use({ settings: { isTourDone: true } });

let folder = '';
test.beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'netloom-targets-'));
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The flowers of scikit-learn with a header; the species by its name. */
function writeFlowers(data: string): string {
  const [, ...rows] = readFileSync(path.join(data, 'data', 'iris.csv'), 'utf8')
    .trim()
    .split('\n');
  const species = ['setosa', 'versicolor', 'virginica'];
  const named = rows.map((row) => {
    const cells = row.trim().split(',');
    return [...cells.slice(0, 4), species[Number(cells[4])]].join();
  });
  const file = path.join(folder, 'flowers.csv');
  writeFileSync(file, ['sepal length,sepal width,petal length,petal width,species', ...named].join('\n'));
  return file;
}

test('a table with two labels: a class and a number, an output for each', async ({ netloom }) => {
  const data = testFolder('scikit-learn');
  test.skip(data === null, 'the tables of scikit-learn are not there: npm test fetches them');
  const { page } = netloom;
  const { nodes, edges, training, ...rest } = PERCEPTRON;
  await openDocument(netloom, {
    ...rest,
    name: 'Flowers',
    training,
    nodes: [
      ...nodes,
      { id: 'size', type: 'dense', parameters: { units: 1 } },
      { id: 'width', type: 'output', parameters: { label: 'petal with' } },
    ],
    edges: [...edges, { from: 'relu', to: 'size' }, { from: 'size', to: 'width' }],
  } as typeof PERCEPTRON);
  const dialog = await chooseSource(netloom, writeFlowers(data ?? ''), 'file');
  await dialog.getByRole('combobox', { name: 'Label 2' }).click();
  await page.getByRole('option', { name: 'petal width', exact: true }).click();
  await expect(dialog.getByRole('combobox', { name: 'Label 3' })).toContainText('None');
  await netloom.capture('two labels of a table');
  await dialog.getByTestId('start-import').click();
  await dialog.getByTestId('train-on-imported').click();

  // The misspelled name is a problem at the node; its label is chosen among those that there are.
  const canvas = new Canvas(page);
  await canvas.node('width').click();
  const label = page.getByRole('combobox', { name: 'Label', exact: true });
  await expect(label).toContainText('petal with');
  await netloom.capture('a label that is not there');
  await label.click();
  await page.getByRole('option', { name: 'petal width', exact: true }).click();
  await expect(canvas.node('width')).toContainText('petal width');
  await netloom.capture('labels of two outputs');
  await new TrainingPanel(page).trainWhenReady();
  await showResults(netloom);
  await expect(page.getByText('versicolor').first()).toBeVisible();
  await netloom.capture('results of the class');
  await page.getByRole('combobox', { name: 'Output' }).click();
  await page.getByRole('option', { name: 'width', exact: true }).click();
  await expect(page.getByTestId('evaluation-figures')).toContainText('R²');
  await expect(page.getByTestId('scatter')).toBeVisible();
  await netloom.capture('results of the number');
  await page.getByRole('tab', { name: 'Data', exact: true }).click();
  const table = page.getByTestId('data-table');
  await expect(table.getByText('petal width', { exact: true })).toBeVisible();
  await expect(table.getByText('versicolor', { exact: true }).first()).toBeVisible();
  await table.getByText('Training 0', { exact: true }).click();
  await expect(page.getByTestId('example-label')).toHaveText(/setosa|versicolor|virginica/);
  await expect(page.getByTestId('example-number')).toHaveText(/\d/);
  await page.getByRole('combobox', { name: 'Order', exact: true }).click();
  await page.getByRole('option', { name: 'By petal width, descending', exact: true }).click();
  await table.getByRole('grid').press('Home');
  await expect(table.locator('tr[aria-rowindex="2"]')).toContainText('2.5');
  await netloom.capture('both labels of each row');
});

test('a list of images with a class, a box and tags: what is in an image, and where', async ({ netloom }) => {
  const { page } = netloom;
  await openDocument(netloom, LOCATOR);
  const source = path.join(folder, 'boxes');
  writeBoxes(source, 120);
  const dialog = await chooseSource(netloom, source, 'folder');
  await dialog.getByRole('combobox', { name: 'Label 2' }).click();
  await netloom.capture('groups of columns as a label');
  await page.getByRole('option', { name: 'xmin, ymin, xmax, ymax', exact: true }).click();
  // What it will be called is shown, and can be something else.
  const name = dialog.getByRole('textbox', { name: 'Name of label 2' });
  await expect(name).toHaveValue('box');
  await name.fill('xmin');
  await expect(dialog.getByText('Another column or label is called “xmin”.')).toBeVisible();
  await name.fill('corners');
  await name.press('Enter');
  await expect(name).toHaveValue('corners');
  await netloom.capture('the name of a group');
  await setLook(page, { language: 'zh-Hant', theme: 'dark' });
  await netloom.capture('the name of a group, Chinese and dark');
  await setLook(page, PLAIN);
  await expect(dialog.getByRole('combobox', { name: 'Label 3' })).toBeVisible();
  await expect(page.getByRole('menu')).toHaveCount(0);
  await dialog.getByRole('combobox', { name: 'Label 3' }).click();
  await page.getByRole('option', { name: 'tags', exact: true }).click();
  await expect(dialog.getByRole('combobox', { name: 'What “tags” is' })).toContainText('Several classes');
  await netloom.capture('a class, a box and tags');
  await dialog.getByTestId('start-import').click();
  await dialog.getByTestId('train-on-imported').click();
  await new TrainingPanel(page).trainWhenReady();
  await showResults(netloom);
  await expect(page.getByText('ankle boots').first()).toBeVisible();
  await page.getByRole('combobox', { name: 'Output' }).click();
  await page.getByRole('option', { name: 'where', exact: true }).click();
  await expect(page.getByTestId('evaluation-figures')).toContainText('R²');
  await expect(page.getByText('xmax').first()).toBeVisible();
  await netloom.capture('results of a box');
  await page.getByRole('tab', { name: 'Data', exact: true }).click();
  await page.getByTestId('data-grid').getByRole('option').first().click();
  await expect(page.getByTestId('example-label')).toHaveText([
    /trousers|bags|ankle boots/,
    /footwear|trousers|roomy|None/,
  ]);
  // All of it beside the picture, without scrolling, in the smallest window that is supported.
  const numbers = page.getByTestId('example-number');
  await expect(numbers).toHaveText([/^\d+$/, /^\d+$/, /^\d+$/, /^\d+$/]);
  for (const label of [...(await numbers.all()), ...(await page.getByTestId('example-label').all())])
    await expect(label).toBeInViewport({ ratio: 1 });
  await netloom.capture('a class, a box and tags of an image');
  await lookAtLabels(netloom);
  await correctLabels(netloom);
});

/** Filters by each of the labels, together. */
async function lookAtLabels({ page, capture }: Netloom): Promise<void> {
  const count = page.getByTestId('data-count');
  const data = page.getByTestId('data-view');
  await expect(count).toContainText('120 of 120');
  await data.getByRole('button', { name: /^bags/ }).click();
  await expect(count).not.toContainText('120 of 120');
  const bags = await count.textContent();
  const label = data.getByRole('combobox', { name: 'Label', exact: true });
  await label.click();
  await page.getByRole('option', { name: 'corners', exact: true }).click();
  await data.getByRole('slider', { name: 'ymin: from' }).press('PageUp');
  await expect(count).not.toHaveText(bags ?? '');
  await capture('a class and a range of a box');
  await label.click();
  await expect(page.getByRole('option', { name: '(filtered)' })).toHaveText([/ /, 'corners (filtered)']);
  await page.getByRole('option', { name: 'tags', exact: true }).click();
  await expect(data.getByTestId('class-filter')).toContainText('roomy');
  await setLook(page, { language: 'zh-Hant', theme: 'dark' });
  await capture('filters of several labels, Chinese and dark');
  await setLook(page, PLAIN);
  await data.getByRole('button', { name: 'Clear filters' }).click();
  await expect(count).toContainText('120 of 120');
}

/** Gives the first example another class, tag and corner, takes one back, and saves the rest as a version. */
async function correctLabels({ page, capture }: Netloom): Promise<void> {
  const [kind, tags] = [page.getByTestId('example-label').first(), page.getByTestId('example-label').last()];
  await page.getByTestId('data-grid').getByRole('option').first().click();
  const before = (await kind.textContent()) ?? '';
  const other = before === 'bags' ? 'trousers' : 'bags';
  const pick = async (name: string) => {
    await page.getByTestId('change-label').click();
    await page.getByRole('combobox', { name: 'Label to change' }).fill(name);
    await page.keyboard.press('Enter');
  };
  await page.getByTestId('change-label').click();
  await capture('which label is to be changed');
  await page.keyboard.press('Enter');
  await page.getByRole('combobox', { name: 'New class' }).fill(other);
  await page.keyboard.press('Enter');
  await expect(kind).toHaveText(`${other} was ${before}`);
  await pick('corners');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'xmin' }).fill('1.5');
  await page.getByTestId('save-numbers').click();
  await expect(page.getByTestId('example-number').first()).toHaveText(/^1\.5 was \d+$/);
  await pick('tags');
  await page.getByRole('combobox', { name: 'Class to add or remove' }).fill('roomy');
  await page.keyboard.press('Enter');
  await expect(tags).toContainText('was');
  await capture('three labels corrected');
  await page.getByRole('button', { name: 'Undo the last change' }).click();
  await expect(tags).not.toContainText('was');
  await expect(kind).toHaveText(`${other} was ${before}`);
  expect(await findViolations(page, { isPart: true })).toEqual([]);
  await page.getByRole('button', { name: 'Save as a new version…' }).click();
  await page.getByTestId('save-version').click();
  const data = page.getByTestId('data-view');
  await expect(data.getByRole('combobox', { name: 'Data set' })).toContainText('v2');
  await page.getByTestId('data-grid').getByRole('option').first().click();
  await expect(kind).toHaveText(`${other} In the source: ${before}`);
  await expect(page.getByTestId('example-number').first()).toHaveText(/^1\.5 In the source: \d+$/);
  await capture('a version with other labels');
}

test('a table of prices: a regression, with its R² and its predictions', async ({ netloom }) => {
  const data = testFolder('scikit-learn');
  test.skip(data === null, 'the tables of scikit-learn are not there: npm test fetches them');
  const boston = path.join(data ?? '', 'data', 'boston_house_prices.csv');
  const { app, page } = netloom;
  const file = path.join(folder, 'prices.csv');
  // Its first line has counts; the second one is the header.
  writeFileSync(file, readFileSync(boston, 'utf8').split('\n').slice(1).join('\n'));
  await openDocument(netloom, PERCEPTRON);
  await importAndTrain(netloom, file, 'file');
  await expect(new Canvas(page).node('output')).toContainText('1 number');
  await expect(page.getByTestId('training-status')).toContainText('R² on the test set');
  // Nobody draws a row of a table.
  await expect(page.getByTestId('try-image-of-own')).toHaveCount(0);
  await netloom.capture('regression trained');

  await showResults(netloom);
  await expect(page.getByTestId('evaluation-figures')).toContainText('R²');
  const plot = page.getByTestId('scatter');
  await expect(plot).toHaveAttribute('aria-valuetext', /^Test example \d+: actual .+, predicted /);
  const before = await plot.getAttribute('aria-valuetext');
  await plot.press('Home');
  await expect(plot).not.toHaveAttribute('aria-valuetext', before ?? '');
  expect(await findViolations(page, { isPart: true })).toEqual([]);
  await netloom.capture('predicted and actual');
  await page.getByRole('button', { name: 'Errors', exact: true }).click();
  await expect(page.getByTestId('histogram')).toBeVisible();
  await netloom.capture('errors');

  const saved = path.join(folder, 'predictions.csv');
  await answerSaveDialogs(app, saved);
  await page.getByTestId('export-results').click();
  await expect(() => {
    const lines = readFileSync(saved, 'utf8').trimEnd().split('\r\n');
    expect(lines[0]).toBe('index,MEDV (actual),MEDV (predicted)');
    expect(lines.length).toBeGreaterThan(50);
  }).toPass();
});

test('pairs of images: the nearest neighbors of each, right or wrong', async ({ netloom }) => {
  const { page } = netloom;
  writePhotos(path.join(folder, 'pairs'), 60);
  await openDocument(netloom, SIAMESE);
  await importAndTrain(netloom, path.join(folder, 'pairs'), 'folder');
  await showResults(netloom);
  await page.getByTestId('workbench').getByRole('button', { name: 'Nearest neighbors' }).click();
  const figures = page.getByTestId('retrieval-figures');
  await expect(figures).toContainText(/Recall at 1\d/);
  await expect(figures).toContainText('map1');
  const neighbors = page.getByTestId('nearest-neighbors').getByRole('listitem');
  await expect(neighbors).toHaveCount(6);
  await expect(neighbors.first()).toContainText(/^Query: (bags|trousers|ankle boots)$/);
  await expect(neighbors.nth(1)).toContainText(/(right|wrong)Distance [\d.]+/);
  expect(await findViolations(page, { isPart: true })).toEqual([]);
  await netloom.capture('nearest neighbors');
  await page.getByTestId('worst-examples').getByRole('button').nth(3).click();
  await setLook(page, { language: 'zh-Hant', theme: 'dark' });
  await netloom.capture('nearest neighbors, Chinese and dark');
  await setLook(page, PLAIN);
});

test('pairs of a data set with several labels, by the one that is chosen', async ({ netloom }) => {
  const { page } = netloom;
  await openDocument(netloom, SIAMESE);
  const source = path.join(folder, 'pairs-of-boxes');
  writeBoxes(source, 120);
  const dialog = await chooseSource(netloom, source, 'folder');
  await dialog.getByRole('combobox', { name: 'Label 2' }).click();
  await page.getByRole('option', { name: 'xmin, ymin, xmax, ymax', exact: true }).click();
  await dialog.getByTestId('start-import').click();
  await dialog.getByTestId('train-on-imported').click();
  const canvas = new Canvas(page);
  await canvas.node('output').click();
  const choose = async (name: string) => {
    await page.getByRole('combobox', { name: 'Label', exact: true }).click();
    await page.getByRole('option', { name, exact: true }).click();
  };
  await choose('box');
  await expect(page.getByText(/compares images by their classes/).first()).toBeVisible();
  await netloom.capture('pairs by a box');
  await choose('label');
  await new TrainingPanel(page).trainWhenReady();
  await showResults(netloom);
  await page.getByTestId('workbench').getByRole('button', { name: 'Nearest neighbors' }).click();
  await expect(page.getByTestId('nearest-neighbors').getByRole('listitem').first()).toContainText(
    /^Query: (bags|trousers|ankle boots)$/,
  );
  await netloom.capture('nearest neighbors by a label of several');
});

test('images with masks: a segmentation, with its overlays', async ({ netloom }) => {
  const { page } = netloom;
  writeMasks(path.join(folder, 'garments'), 300);
  await openDocument(netloom, SEGMENTER);
  await importAndTrain(netloom, path.join(folder, 'garments'), 'folder');
  await expect(new Canvas(page).node('output')).toContainText('mask of 2 classes');
  await expect(page.getByTestId('training-status')).toContainText('Mean IoU on the test set');
  await showResults(netloom);
  await expect(page.getByTestId('evaluation-figures')).toContainText('Pixel accuracy');
  await expect(page.getByTestId('mask-comparison').getByRole('img').first()).toBeVisible();
  expect(await findViolations(page, { isPart: true })).toEqual([]);
  await netloom.capture('worst masks');
  await page.getByRole('button', { name: 'Classes', exact: true }).click();
  await expect(page.getByTestId('class-table').getByRole('row')).toHaveCount(3);
  await netloom.capture('IoU of the classes');
  await page.getByRole('button', { name: 'Confusion', exact: true }).click();
  await expect(page.getByTestId('confusion-matrix')).toBeVisible();
  await page.getByRole('button', { name: 'Try an image', exact: true }).click();
  await expect(page.getByTestId('mask-comparison')).toBeVisible();
  await netloom.capture('try an image');
});

test('pairs of a small and a large image: a super-resolution, compared with what it was to make', async ({
  netloom,
}) => {
  const { page } = netloom;
  writeLowResolution(path.join(folder, 'sizes'), 200);
  await openDocument(netloom, UPSCALER);
  const dialog = await chooseSource(netloom, path.join(folder, 'sizes'), 'folder');
  await expect(dialog.getByRole('combobox', { name: 'Format' })).toContainText('Pairs of images');
  await netloom.capture('pairs of images to import');
  await dialog.getByTestId('start-import').click();
  await dialog.getByTestId('train-on-imported').click();
  await expect(new Canvas(page).node('output')).toContainText('second image');
  await new TrainingPanel(page).trainWhenReady();
  await showResults(netloom);
  await expect(page.getByTestId('evaluation-figures')).toContainText('Mean squared error');
  const pictures = page.getByTestId('reconstruction').getByRole('img');
  await expect(pictures).toHaveCount(4);
  expect(await findViolations(page, { isPart: true })).toEqual([]);
  await netloom.capture('worst images');
  await setLook(page, { language: 'zh-Hant', theme: 'dark' });
  await netloom.capture('worst images, Chinese and dark');
  await setLook(page, PLAIN);
  await page.getByRole('tab', { name: 'Data', exact: true }).click();
  await page.getByTestId('data-grid').getByRole('option').first().click();
  await expect(page.getByTestId('example-second').getByRole('img')).toBeVisible();
  expect(await findViolations(page, { isPart: true })).toEqual([]);
  await netloom.capture('a second image in the data');
  await page.getByRole('combobox', { name: 'Run', exact: true }).click();
  await page.getByRole('listbox').last().getByRole('option').nth(1).click();
  await page.getByTestId('data-grid').getByRole('option').first().click();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('example-large').getByTestId('reconstruction').getByRole('img')).toHaveCount(
    4,
  );
  await netloom.capture('a pair with what the network makes of it');
});
