import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { expect, type Netloom, test } from './fixture';
import { largeDocument } from './large-document';
import { Canvas, centerOf } from './pages/canvas';
import { answerOpenDialogs } from './pages/system';

/** A network of more cards than can be drawn one by one: seen as a whole, its cards are worked on like those of a small one. */

test.use({ settings: { isTourDone: true } });

const NODES = 1_500;

const status = (page: Page, text: string | RegExp): Locator =>
  page.getByRole('status').filter({ hasText: text });

/** Opens the network and brings all of it into view. */
async function openWhole({ page, app, userData }: Netloom): Promise<Canvas> {
  const canvas = new Canvas(page);
  await canvas.waitForLayout();
  const file = path.join(userData, 'large.netloom');
  writeFileSync(file, largeDocument(NODES));
  await answerOpenDialogs(app, file);
  await page.keyboard.press('Control+o');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/nodes/);
  await canvas.region.focus();
  await page.keyboard.press('Control+1');
  await expect(canvas.region).toHaveAttribute('data-zoom', 'tiny');
  await expect(page.getByTestId('simplified-nodes')).toBeAttached();
  return canvas;
}

/** Moves the pointer about the middle until it is on a card, and says where that is. */
async function pointAtCard(page: Page, canvas: Canvas): Promise<{ x: number; y: number }> {
  const middle = await centerOf(canvas.region);
  for (let step = 0; step < 200; step += 3) {
    const at = { x: middle.x + step, y: middle.y + (step % 50) };
    await page.mouse.move(at.x, at.y);
    if (await canvas.nodes.evaluateAll((all) => all.some((card) => card.matches(':hover')))) return at;
  }
  throw new Error('There is no card near the middle.');
}

test('only the card at the pointer is its own element, and it is selected and dragged as ever', async ({
  netloom,
}) => {
  const { page } = netloom;
  const canvas = await openWhole(netloom);
  await expect(canvas.nodes).toHaveCount(0);
  const at = await pointAtCard(page, canvas);
  await expect(canvas.nodes).toHaveCount(1);
  await page.mouse.click(at.x, at.y);
  await expect(canvas.nodes).toHaveClass(/selected/);
  const id = (await canvas.nodes.getAttribute('data-id')) ?? '';
  await expect(status(page, id)).toHaveCount(1);
  const place = await canvas.node(id).boundingBox();
  await canvas.drag(at, { x: at.x + 60, y: at.y + 40 });
  await expect
    .poll(async () => (await canvas.node(id).boundingBox())?.x)
    .toBeGreaterThan((place?.x ?? 0) + 40);
  await page.keyboard.press('Control+z');
  await page.mouse.move(at.x, at.y);
  await expect.poll(async () => (await canvas.node(id).boundingBox())?.x).toBeCloseTo(place?.x ?? 0, 0);
});
