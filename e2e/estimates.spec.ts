import type { Page } from '@playwright/test';
import { expect, test } from './fixture';
import { openPreset } from './pages/library';
import { TrainingPanel } from './pages/training-panel';

/** How long a run will take, before it begins. No machine is so fast or so slow that what is expected here depends on it. */

const SECONDS = { sec: 1, min: 60, hr: 3_600, day: 86_400, days: 86_400 } as const;
/** More epochs than any machine trains AlexNet for within an hour. */
const MANY_EPOCHS = 50_000;

/** The estimate in the training panel, in seconds, of a run of that many epochs; NaN while there is none. */
async function estimateOf(page: Page, epochs: number): Promise<number> {
  const words = (await page.getByTestId('time-estimate').textContent({ timeout: 1_000 })) ?? '';
  const counted = epochs === 1 ? '1 epoch' : `${epochs.toLocaleString('en-US')} epochs`;
  const [, amount, unit] = /^About ([\d.,]+) (\w+) on this [CG]PU/.exec(words) ?? [];
  if (amount === undefined || !words.includes(`(${counted})`)) return Number.NaN;
  return Number(amount.replace(',', '')) * SECONDS[unit as keyof typeof SECONDS];
}

/** The same as soon as it is there. */
async function estimated(page: Page, epochs: number): Promise<number> {
  let seconds = Number.NaN;
  await expect(async () => {
    seconds = await estimateOf(page, epochs);
    expect(seconds).toBeGreaterThan(0);
  }).toPass();
  return seconds;
}

test('the time of a run follows epochs, batch size and the share of the images', async ({ netloom }) => {
  const { page } = netloom;
  const panel = new TrainingPanel(page);
  const ten = await estimated(page, 10);
  await panel.set('Epochs', 400);
  const many = await estimated(page, 400);
  expect(many).toBeGreaterThan(10 * ten);
  // Each example by itself: as many calls as examples.
  await panel.set('Batch size', 1);
  await expect(async () => expect(await estimateOf(page, 400)).toBeGreaterThan(1.5 * many)).toPass();
  await page.keyboard.press('Escape');
  await page.getByTestId('undo').click();
  await expect(async () => expect(await estimateOf(page, 400)).toBe(many)).toPass();
});

test('a long run is marked, and each way to shorten it is one step that can be undone', async ({
  netloom,
}) => {
  const { page } = netloom;
  const panel = new TrainingPanel(page);
  await openPreset(page, 'alexnet');
  await panel.set('Epochs', MANY_EPOCHS);
  const long = await estimated(page, MANY_EPOCHS);
  const estimate = page.getByTestId('time-estimate');
  await expect(estimate).toHaveAttribute('data-long', 'true');
  await netloom.capture('a long run');

  for (const way of ['data', 'input'] as const) {
    await page.getByTestId(`shorter-${way}`).click();
    await expect(async () => expect(await estimateOf(page, MANY_EPOCHS)).toBeLessThan(0.8 * long)).toPass();
    // What was done is not offered again.
    if (way === 'data') await expect(page.getByTestId('shorter-data')).toHaveCount(0);
    await page.getByTestId('undo').click();
    await expect(async () =>
      expect(await estimateOf(page, MANY_EPOCHS)).toBeGreaterThan(0.8 * long),
    ).toPass();
  }
  await page.getByTestId('shorter-epochs').click();
  expect(await estimated(page, 1)).toBeLessThan(long / 100);
  await page.getByTestId('undo').click();
  expect(await estimated(page, MANY_EPOCHS)).toBeGreaterThan(0.8 * long);
});
