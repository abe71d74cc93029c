import { expect, test } from './fixture';
import { Canvas } from './pages/canvas';
import { PATHS } from './networks';
import { openDocument } from './pages/own-data';
import { TrainingPanel } from './pages/training-panel';
import { setLook } from './views/look';

/* Copies of a block side by side, and switches of branches, in the real window. */

test.use({ settings: { isTourDone: true } });

test('copies stand side by side, joined by a merge, and are trained', async ({ netloom }) => {
  const { page } = netloom;
  const canvas = new Canvas(page);
  const panel = new TrainingPanel(page);
  await openDocument(netloom, PATHS);
  await canvas.select('paths');
  await page.getByRole('group', { name: 'Copies' }).getByText('Side by side').click();
  await expect(canvas.node('paths')).toContainText('4 → Add');
  await page.getByRole('combobox', { name: 'Joined by' }).click();
  await page.getByRole('option', { name: 'Concatenate' }).click();
  await expect(canvas.node('paths')).toContainText('4 → Concatenate');
  await expect(canvas.node('paths')).toContainText('14 × 14 × 16');
  await netloom.capture('copies side by side');
  await canvas.region.focus();
  await page.keyboard.press('Control+z');
  await expect(canvas.node('paths')).toContainText('4 → Add');
  for (const width of [1280, 1920]) {
    await netloom.resize(width, width === 1280 ? 800 : 1080);
    await setLook(page, { language: 'zh-Hant', theme: 'dark' });
    await netloom.capture(`copies side by side, Chinese, dark, ${width}`);
    await setLook(page, {});
    await netloom.capture(`copies side by side, ${width}`);
  }
  await panel.train.click();
  await expect(page.getByTestId('epoch-1')).toBeVisible();
});

test('a branch gets a switch: a parameter of the network takes it out, or puts it back', async ({
  netloom,
}) => {
  const { page } = netloom;
  const canvas = new Canvas(page);
  await openDocument(netloom, PATHS);
  await canvas.select('squeeze');
  const state = page.getByRole('group', { name: 'State' });
  await state.getByText('Mute').click();
  await page.getByRole('button', { name: 'Decide by a parameter' }).click();
  const condition = page.getByRole('textbox', { name: 'Muted when' });
  await expect(condition).toHaveValue('!with_squeeze');
  await expect(canvas.node('excite')).toContainText('inactive');
  await netloom.capture('a switch of a branch');
  await canvas.region.focus();
  await page.keyboard.press('Escape');
  await page.getByRole('switch', { name: 'Default of with_squeeze' }).click();
  await expect(canvas.node('excite')).toContainText('1 × 1 × 4');
  await netloom.capture('parameters of the network');
});
