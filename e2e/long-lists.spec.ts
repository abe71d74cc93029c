import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Netloom, test } from './fixture';
import { Canvas } from './pages/canvas';
import { answerOpenDialogs } from './pages/system';

/** Problems: every one is in the list, one cause is one entry, and what a file has is shown as it is written there. */

test.use({ settings: { isTourDone: true } });

interface Layer {
  readonly id: string;
  readonly type: string;
  readonly parameters?: object;
}

const ENDS: readonly Layer[] = [
  { id: 'flatten', type: 'flatten' },
  { id: 'dense', type: 'dense', parameters: { units: 10 } },
  { id: 'output', type: 'output' },
];

async function open(
  { app, page, userData }: Netloom,
  layers: readonly Layer[],
  more: object = {},
): Promise<Canvas> {
  const nodes = [{ id: 'input', type: 'input', parameters: { shape: [28, 28, 1] } }, ...layers, ...ENDS];
  const edges = nodes.slice(1).map(({ id }, at) => ({ from: nodes[at]?.id, to: id }));
  const file = path.join(userData, 'listed.netloom');
  writeFileSync(
    file,
    JSON.stringify({ format: 'netloom', version: 2, name: 'Listed', nodes, edges, ...more }),
  );
  const canvas = new Canvas(page);
  await canvas.waitForLayout();
  await answerOpenDialogs(app, file);
  await page.keyboard.press('Control+o');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Listed');
  await canvas.waitForLayout();
  return canvas;
}

test('a list of 250 problems has them all, and draws those in sight', async ({ netloom }) => {
  const { page } = netloom;
  const layers = Array.from({ length: 250 }, (_, at) => ({
    id: `r${at}`,
    type: 'relu',
    parameters: { [`wrong${at}`]: at },
  }));
  await open(netloom, layers);
  await page.getByRole('tab', { name: /Problems/ }).click();
  const panel = page.getByRole('region', { name: 'Problems' });
  const rows = panel.getByRole('listitem');
  await expect(panel.getByText('wrong0 ', { exact: false }).first()).toBeVisible();
  await expect(rows.first()).toHaveAttribute('aria-setsize', '250');
  expect(await rows.count()).toBeLessThan(60);
  await panel.hover();
  await expect(async () => {
    await page.mouse.wheel(0, 20_000);
    await expect(panel.getByText('wrong249', { exact: false }).first()).toBeVisible({ timeout: 500 });
  }).toPass();
  await expect(rows.last()).toHaveAttribute('aria-posinset', '250');
  await netloom.capture('last');
  await rows.last().getByRole('button', { name: 'Remove wrong249' }).click();
  await expect(rows.last()).toHaveAttribute('aria-setsize', '249');
  await walkOutline(netloom);
  await walkList(netloom);
});

/** The outline: its keys reach rows that are not in the page yet, and a row that was scrolled away keeps the focus. */
async function walkOutline({ page }: Netloom): Promise<void> {
  await page.getByRole('tab', { name: 'Outline' }).click();
  const outline = page.getByRole('listbox', { name: 'Outline' });
  const rows = outline.getByRole('option');
  const focused = outline.locator(':focus');
  await rows.first().click();
  await page.keyboard.press('Control+End');
  await expect(focused).toHaveAttribute('data-node', 'output');
  await expect(focused).toBeInViewport();
  await page.keyboard.press('Control+ArrowUp');
  await expect(focused).toHaveAttribute('aria-posinset', '253');
  await outline.hover();
  await page.mouse.wheel(0, -20_000);
  await expect(rows.first()).toBeInViewport();
  await expect(focused).toHaveAttribute('aria-posinset', '253');
  expect(await rows.count()).toBeLessThan(80);
  await page.keyboard.press('ArrowUp');
  await expect(focused).toHaveAttribute('data-node', 'flatten');
  await expect(focused).toHaveAttribute('aria-selected', 'true');
  await expect(focused).toBeInViewport();
}

/** A list to type in, opened by its key from a row of the outline: from its first option to its last, both in sight. */
async function walkList({ page }: Netloom): Promise<void> {
  await page.keyboard.press('Control+f');
  const options = page.getByRole('dialog').getByRole('option');
  const active = page.getByRole('dialog').getByRole('option', { selected: true });
  await expect(active).toHaveAttribute('aria-posinset', '1');
  await page.keyboard.press('ArrowUp');
  await expect(active).toHaveAttribute('aria-posinset', '254');
  await expect(active).toBeInViewport();
  await page.keyboard.press('PageUp');
  await expect(active).toHaveAttribute('aria-posinset', '246');
  await expect(active).toBeInViewport();
  expect(await options.count()).toBeLessThan(80);
  await page.keyboard.press('Escape');
}

test('one cause in many layers is one entry, which leads to each, and is repaired at once', async ({
  netloom,
}) => {
  const { page } = netloom;
  const layers = Array.from({ length: 5 }, (_, at) => ({
    id: `norm${at}`,
    type: 'batchNormalization',
    parameters: { momentum: 0.9999 },
  }));
  const canvas = await open(netloom, layers, { training: { epochs: 1 } });
  await page.getByRole('tab', { name: /Problems/ }).click();
  const rows = page.getByRole('region', { name: 'Problems' }).getByRole('listitem');
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText(
    'The same in 5 layers: Batch normalization (norm0), Batch normalization (norm1)',
  );
  for (let at = 0; at < 5; at += 1) {
    await expect(canvas.node(`norm${at}`).locator('[data-severity="warning"]').first()).toBeVisible();
  }
  const title = rows.getByRole('button').first();
  for (const id of ['norm0', 'norm1', 'norm2']) {
    await title.click();
    await expect(page.getByTestId('inspector')).toContainText(id);
    await page.getByRole('tab', { name: /Problems/ }).click();
  }
  await netloom.capture('one-cause');
  await page.getByRole('button', { name: 'Set Momentum back to its default in all 5 layers' }).click();
  await expect(rows).toHaveCount(0);
});

test('a value of a wrong kind is shown as the file has it, and can be corrected there', async ({
  netloom,
}) => {
  const { page } = netloom;
  const block = {
    parameters: [{ name: 'kernel', kind: 'integer', default: 3 }],
    nodes: [
      { id: 'x', type: 'blockInput' },
      { id: 'c', type: 'conv2d', parameters: { kernelSize: '=kernel', filters: 2 } },
      { id: 'y', type: 'blockOutput' },
    ],
    edges: [
      { from: 'x', to: 'c' },
      { from: 'c', to: 'y' },
    ],
  };
  const canvas = await open(
    netloom,
    [
      { id: 'b', type: 'block:b', parameters: { kernel: [3, 1] } },
      { id: 'conv', type: 'conv2d', parameters: { filters: '8' } },
    ],
    { blocks: { b: block } },
  );
  await expect(canvas.node('b')).toContainText('kernel [3, 1]: invalid');
  await expect(canvas.node('conv')).toContainText('Filters "8": invalid');
  await canvas.node('b').click();
  const kernel = page.getByTestId('inspector').getByRole('textbox', { name: /kernel/ });
  await expect(kernel).toHaveValue('[3, 1]');
  await netloom.capture('block');
  await kernel.fill('5');
  await kernel.press('Enter');
  await expect(canvas.node('b')).toContainText('kernel 5');
  await canvas.node('conv').click();
  const filters = page.getByTestId('inspector').getByRole('textbox', { name: 'Filters' });
  await expect(filters).toHaveValue('"8"');
  await netloom.capture('layer');
  await filters.fill('8');
  await filters.press('Enter');
  await expect(canvas.node('conv')).not.toContainText('invalid');
});
