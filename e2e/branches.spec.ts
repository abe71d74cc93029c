import { expect, test } from './fixture';
import { Canvas } from './pages/canvas';
import { chain } from './networks';
import { openDocument, showResults } from './pages/own-data';
import { TrainingPanel } from './pages/training-panel';
import { setLook } from './views/look';

/* Networks with several main outputs and with shared weights, in the real window. */

test.use({ settings: { isTourDone: true } });

/** Two hidden layers of one shape, of which the second may use the first's weights; scores and a reconstruction at the end. */
const DOCUMENT = {
  ...{ format: 'netloom', version: 2, name: 'Two outputs' },
  nodes: [
    { id: 'input', type: 'input', parameters: { shape: [14, 14, 1] } },
    { id: 'flatten', type: 'flatten' },
    { id: 'first', type: 'dense', parameters: { units: 196 } },
    { id: 'relu', type: 'relu' },
    { id: 'second', type: 'dense', parameters: { units: 196 } },
    { id: 'scores', type: 'dense', parameters: { units: 10 } },
    { id: 'garment', type: 'output', parameters: { target: 'labels' } },
    { id: 'image', type: 'reshape', parameters: { targetShape: [14, 14, 1] } },
    { id: 'picture', type: 'output', parameters: { target: 'input' } },
  ],
  edges: [
    ...chain('input', 'flatten', 'first', 'relu', 'second', 'image', 'picture'),
    ...chain('relu', 'scores', 'garment'),
  ],
  training: {
    epochs: 1,
    batchSize: 32,
    trainingShare: 0.05,
    optimizer: { type: 'adam', learningRate: 0.003 },
  },
};

test('weights are shared in the inspector, and two outputs are trained and shown by their names', async ({
  netloom,
}) => {
  const { page } = netloom;
  const canvas = new Canvas(page);
  await openDocument(netloom, DOCUMENT);
  const total = page.getByTestId('total-parameters');
  const before = await total.textContent();
  await canvas.select('second');
  const sharing = page.getByTestId('sharing').getByRole('combobox', { name: 'Weights of' });
  await sharing.click();
  await page.getByRole('option', { name: 'first' }).click();
  await expect(canvas.node('second')).toContainText('uses the weights of first');
  await expect(total).not.toHaveText(before ?? '');
  await expect(page.getByTestId('sharing')).toContainText('It uses the weights of first');
  await netloom.capture('shared weights');
  await setLook(page, { language: 'zh-Hant', theme: 'dark' });
  await netloom.capture('shared weights, Chinese, dark');
  await setLook(page, {});
  await canvas.region.focus();
  await page.keyboard.press('Control+z');
  await expect(total).toHaveText(before ?? '');
  await page.keyboard.press('Control+Shift+z');

  const panel = new TrainingPanel(page);
  await panel.show();
  await panel.train.click();
  await panel.expectPanelState('done');
  await showResults(netloom);
  const output = page.getByRole('combobox', { name: 'Output', exact: true });
  await expect(output).toContainText('garment');
  await expect(page.getByTestId('evaluation-figures')).toBeVisible();
  await netloom.capture('results of the classifier');
  await output.click();
  await page.getByRole('option', { name: 'picture' }).click();
  await expect(page.getByTestId('evaluation-figures')).toContainText('Mean squared error');
  await netloom.capture('results of the reconstruction');
  await setLook(page, { language: 'zh-Hant', theme: 'dark' });
  await netloom.capture('results of the reconstruction, Chinese, dark');
});
