import type { Page } from '@playwright/test';
import { expect, test } from './fixture';
import { type Builder, KeyboardBuilder, MouseBuilder } from './pages/builder';
import { Canvas } from './pages/canvas';

const BUILDERS: readonly (readonly [string, (page: Page) => Builder])[] = [
  ['the mouse', (page) => new MouseBuilder(page)],
  ['the keyboard alone', (page) => new KeyboardBuilder(page)],
];

async function undoToTheStart(page: Page): Promise<number> {
  let steps = 0;
  await new Canvas(page).region.focus();
  for (; steps < 200 && !(await isOff(page, 'undo')); steps += 1) await page.keyboard.press('Control+z');
  return steps;
}

async function redoToTheEnd(page: Page): Promise<number> {
  let steps = 0;
  for (; steps < 200 && !(await isOff(page, 'redo')); steps += 1)
    await page.keyboard.press('Control+Shift+z');
  return steps;
}

async function isOff(page: Page, button: 'undo' | 'redo'): Promise<boolean> {
  return (await page.getByTestId(button).getAttribute('aria-disabled')) === 'true';
}

for (const [device, createBuilder] of BUILDERS) {
  test(`LeNet is built from an empty canvas with ${device}`, async ({ netloom }) => {
    const { page } = netloom;
    const canvas = await Canvas.ready(page);
    const builder = createBuilder(page);
    await builder.startEmpty();
    await builder.add('input', 'Input');
    await builder.add('conv2d', 'Conv2D');
    await builder.set('Filters', 6);
    await builder.set('Kernel size: height', 5);
    await builder.add('sigmoid', 'Sigmoid');
    await builder.add('averagePooling2d', 'Average pooling');
    await builder.add('conv2d', 'Conv2D');
    await builder.set('Filters', 16);
    await builder.set('Kernel size: height', 5);
    await builder.choose('Padding: kind', 'Valid (none)');
    await builder.add('sigmoid', 'Sigmoid');
    await builder.add('averagePooling2d', 'Average pooling');
    await builder.add('flatten', 'Flatten');
    for (const units of [120, 84]) {
      await builder.add('dense', 'Dense');
      await builder.set('Units', units);
      await builder.add('sigmoid', 'Sigmoid');
    }
    await builder.add('dense', 'Dense');
    await builder.set('Units', 10);
    await builder.add('output', 'Output');

    await expect(canvas.nodes).toHaveCount(14);
    await expect(canvas.wires).toHaveCount(13);
    await expect(page.getByTestId('total-parameters')).toContainText('61.7K');
    await expect(page.getByText('No problems', { exact: true }).first()).toBeVisible();
    await expect(canvas.wire('conv2', 'sigmoid2')).toContainText('10 × 10 × 16');
    await netloom.capture(`LeNet built with ${device}`);

    const steps = await undoToTheStart(page);
    await expect(canvas.nodes).toHaveCount(0);
    expect(await redoToTheEnd(page)).toBe(steps);
    await expect(canvas.wires).toHaveCount(13);
    await expect(page.getByTestId('total-parameters')).toContainText('61.7K');
  });

  test(`a residual block is built, repaired, collapsed, repeated and changed with ${device}`, async ({
    netloom,
  }) => {
    const { page } = netloom;
    const canvas = new Canvas(page);
    const parameters = page.getByTestId('total-parameters');
    await canvas.waitForLayout();
    const builder = createBuilder(page);
    await builder.startEmpty();
    await builder.add('input', 'Input');
    await builder.add('conv2d', 'Conv2D');
    await builder.set('Filters', 32);
    await builder.add('batchNormalization', 'Batch normalization');
    await builder.add('relu', 'ReLU');
    await builder.add('conv2d', 'Conv2D');
    await builder.set('Filters', 64);
    await builder.add('add', 'Add');
    await builder.add('relu', 'ReLU');
    await builder.add('globalAveragePooling2d', 'Global average pooling');
    await builder.add('flatten', 'Flatten');
    await builder.add('dense', 'Dense');
    await builder.set('Units', 10);
    await builder.add('output', 'Output');

    // The shortcut brings 32 channels where the main path brings 64.
    await builder.connect('relu1', 'add1');
    await expect(page.getByRole('option', { name: 'Connect anyway' })).toBeVisible();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await expect(canvas.wire('relu1', 'add1')).toHaveCount(1);
    await expect(page.getByTestId('problem-count')).toContainText('1 problem');
    await netloom.capture(`the conflict at Add, by ${device}`);
    await builder.select('add1');
    await builder.press(/^Insert .*1 × 1/);
    await expect(page.getByText('No problems', { exact: true }).first()).toBeVisible();
    await expect(canvas.nodes).toHaveCount(12);

    const ids = await canvas.nodes.evaluateAll((nodes) =>
      nodes.map((node) => node.getAttribute('data-id') ?? ''),
    );
    const inside = ids.filter((id) => !/^(input|output|dense|flatten|global)/.test(id));
    await builder.select(...inside);
    await builder.run('Make a block from the selection');
    await expect(canvas.nodes).toHaveCount(6);
    const left = await canvas.nodes.evaluateAll((nodes) => nodes.map((node) => node.getAttribute('data-id')));
    const block = left.find((id) => id !== null && !ids.includes(id)) ?? '';
    await builder.select(block);
    await builder.set('Repeat', 3);
    await expect(canvas.node(block)).toContainText('×3');
    await expect(page.getByText('No problems', { exact: true }).first()).toBeVisible();

    await builder.enter();
    await builder.select('conv1');
    await builder.press('Promote to block parameter: Filters');
    await builder.leave();
    await builder.select(block);
    const before = await parameters.textContent();
    await builder.set('Value of filters', 48);
    await expect(parameters).not.toHaveText(before ?? '');
    await expect(canvas.node(block)).toContainText('filters 48');
    await expect(page.getByText('No problems', { exact: true }).first()).toBeVisible();
    const built = await parameters.textContent();
    await netloom.capture(`a residual block, repeated, by ${device}`);

    const steps = await undoToTheStart(page);
    await expect(canvas.nodes).toHaveCount(0);
    expect(await redoToTheEnd(page)).toBe(steps);
    await expect(canvas.node(block)).toContainText('filters 48');
    await expect(parameters).toHaveText(built ?? '');
  });
}
