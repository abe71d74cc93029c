import path from 'node:path';
import { expect, test } from './fixture';
import { writeOnnxModel } from './onnx-file';
import { Canvas } from './pages/canvas';
import { answerOpenDialogs } from './pages/system';

test.use({ settings: { isTourDone: true } });

test('a model from elsewhere is reported and opened, with a placeholder for what has no layer', async ({
  netloom,
}) => {
  const { app, page, userData } = netloom;
  const canvas = new Canvas(page);
  await canvas.waitForLayout();
  const model = path.join(userData, 'stem.onnx');
  writeOnnxModel(model);
  await answerOpenDialogs(app, model);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Import a model');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Model “stem.onnx”' });
  await expect(dialog).toBeVisible();
  await expect(dialog.getByTestId('model-summary')).toContainText('6 operations became layers: 7');
  await expect(dialog).toContainText('Operations without a layer: 1');
  await page.getByTestId('open-model').click();
  await expect(dialog).toHaveCount(0);
  await expect(canvas.node('conv1')).toBeVisible();
  await expect(canvas.node('topk')).toBeVisible();
  await expect(page.getByText('There is no layer yet for “TopK”').first()).toBeVisible();
});
