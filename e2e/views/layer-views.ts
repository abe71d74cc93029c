import { expect, type Netloom } from '../fixture';
import { Canvas } from '../pages/canvas';
import { Library } from '../pages/library';
import type { Visit } from './look';

/** A layer of LeNet whose output is an image with channels. */
const BEFORE = 'pool1';

/**
 * Every layer of the list, one after another behind a pooling of LeNet: its card, and its inspector with all parameters. Nothing is found by its
 * name, so that the window may be in either language. LeNet is left as it was.
 */
export async function walkLayers({ page }: Netloom, visit: Visit): Promise<void> {
  const canvas = new Canvas(page);
  await canvas.waitForLayout();
  const before = await canvas.nodes.count();
  const types = await page
    .locator('[data-region="library"] button[data-type]')
    .evaluateAll((entries) => entries.map((entry) => entry.getAttribute('data-type') ?? ''));
  expect(types.length).toBeGreaterThan(40);
  for (const type of types) {
    await canvas.select(BEFORE);
    await new Library(page).entry(type).click();
    await expect(canvas.nodes).toHaveCount(before + 1);
    await canvas.waitForLayout();
    const inspector = page.getByTestId('inspector');
    const closed = inspector.locator('details:not([open]) > summary').filter({ visible: true });
    while ((await closed.count()) > 0) await closed.first().click();
    await visit(`layer-${type}`);
    await page.getByTestId('undo').click();
    await expect(canvas.nodes).toHaveCount(before);
  }
}
