import { expect, type Netloom, test } from './fixture';
import { Canvas } from './pages/canvas';
import { TrainingPanel } from './pages/training-panel';
import { Workbench } from './pages/workbench';

const zh = process.env.TOUR_ZH === '1';
const dark = process.env.TOUR_DARK === '1';
const width = Number(process.env.TOUR_WIDTH ?? 1280);
const height = width === 1280 ? 800 : 1080;
test.use({ settings: { language: zh ? 'zh-Hant' : 'en', theme: dark ? 'dark' : 'light' } });
const tag = `${zh ? 'zh' : 'en'}-${dark ? 'dark' : 'light'}-${width}`;
let count = 0;
async function shot({ page }: Netloom, name: string): Promise<void> {
  count += 1;
  await page.waitForTimeout(400);
  await page.screenshot({
    path: `/tmp/workbench/${tag}-${String(count).padStart(2, '0')}-${name}.png`,
    animations: 'disabled',
  });
}
const tabs = { curves: 0, results: 1, inside: 2, runs: 3, sweeps: 4 };

test('tour', async ({ netloom }) => {
  test.setTimeout(420_000);
  const { page } = netloom;
  const panel = new TrainingPanel(page);
  const bench = new Workbench(page);
  await netloom.resize(width, height);
  await new Canvas(page).waitForLayout();
  const show = async (tab: keyof typeof tabs) => {
    const head = bench.root.getByRole('tab').nth(tabs[tab]);
    if ((await head.getAttribute('aria-selected')) !== 'true') await head.click();
  };
  const set = async (label: string, value: string) => {
    if (zh) return;
    await panel.set(label, Number(value));
  };
  const train = async () => {
    await panel.train.click();
    await panel.expectFace('training', 60_000);
    await panel.expectFace('done', 90_000);
  };
  await page.keyboard.press('Escape');
  const trainingTab = page.getByRole('tab', { name: zh ? '訓練' : 'Training' });
  if (await trainingTab.isVisible()) await trainingTab.click();
  await shot(netloom, 'settings');
  for (const part of await page.locator('[data-settings-part]').all()) await part.click();
  await shot(netloom, 'settings-open');
  for (const part of await page.locator('[data-settings-part]').all()) await part.click();
  const epochs = page.getByRole('textbox', { name: zh ? '訓練週期' : 'Epochs', exact: true });
  if (await epochs.count()) {
    await epochs.fill('3');
    await epochs.press('Enter');
  }
  await set('Learning rate', '0.5');
  await train();
  await set('Learning rate', '0.9');
  await panel.train.click();
  await panel.expectFace('training', 60_000);
  await page.waitForTimeout(5_000);
  await show('curves');
  await shot(netloom, 'curves-live');
  await panel.expectFace('done', 90_000);
  await shot(netloom, 'curves');
  const chart = bench.root.locator('.uplot').first();
  const box = await chart.boundingBox();
  if (box) {
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await shot(netloom, 'crosshair');
  }
  await show('results');
  await expect(bench.matrix).toBeVisible({ timeout: 60_000 });
  await shot(netloom, 'confusion');
  const views = bench.root.locator('[role=radiogroup],[role=group]').first().getByRole('button');
  const n = await views.count();
  for (let at = 1; at < n; at += 1) {
    await views.nth(at).click();
    await page.waitForTimeout(1_500);
    await shot(netloom, `results-${at}`);
  }
  await page
    .getByRole('button', { name: zh ? '手繪' : 'Draw' })
    .click()
    .catch(() => undefined);
  const pad = page.getByTestId('drawing-pad');
  if (await pad.count()) {
    const b = await pad.boundingBox();
    if (b) {
      await page.mouse.move(b.x + b.width * 0.3, b.y + b.height * 0.2);
      await page.mouse.down();
      await page.mouse.move(b.x + b.width * 0.3, b.y + b.height * 0.8, { steps: 10 });
      await page.mouse.move(b.x + b.width * 0.7, b.y + b.height * 0.8, { steps: 10 });
      await page.mouse.up();
      await page.waitForTimeout(1000);
      await shot(netloom, 'drawn');
    }
  }
  await show('inside');
  await page.waitForTimeout(1_000);
  await shot(netloom, 'inside-none');
  await new Canvas(page).node('conv1').click();
  await page.waitForTimeout(2_500);
  await shot(netloom, 'inside-conv1');
  await page.getByRole('switch').first().click();
  await page.waitForTimeout(2_500);
  await shot(netloom, 'inside-cards');
  await show('runs');
  await shot(netloom, 'runs');
  await bench.openRun(0);
  await shot(netloom, 'run-details');
  for (const at of [1, 0]) await bench.runRows.nth(at).getByRole('checkbox').check();
  await page.getByTestId('compare-runs').click();
  await shot(netloom, 'compare-curves');
  const modes = bench.root.locator('[role=radiogroup],[role=group]').first().getByRole('button');
  for (let at = 1; at < (await modes.count()); at += 1) {
    await modes.nth(at).click();
    await shot(netloom, `compare-${at}`);
  }
  await show('sweeps');
  await shot(netloom, 'sweeps-new');
  await page.getByTestId('start-sweep').click();
  await expect(page.getByTestId('sweep').first()).toHaveAttribute('data-phase', 'done', { timeout: 150_000 });
  await shot(netloom, 'sweep');
});
