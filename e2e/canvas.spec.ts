import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { findViolations } from './accessibility';
import { expect, test } from './fixture';
import { largeDocument } from './large-document';
import { MouseBuilder } from './pages/builder';
import { Canvas, centerOf } from './pages/canvas';
import { Library, openPreset } from './pages/library';
import { answerOpenDialogs, answerSaveDialogs } from './pages/system';
import { setLook } from './views/look';

/** What hands do on the canvas besides building: wires, notes, the heat map, blocks of one's own. */

test.use({ settings: { isTourDone: true } });

const undo = (page: Page) => page.keyboard.press('Control+z');

/** The middle between an output and the input below it: a point of the wire, where nothing else lies. */
async function onWire(canvas: Canvas, from: string, to: string): Promise<{ x: number; y: number }> {
  const [start, end] = [await centerOf(canvas.output(from)), await centerOf(canvas.input(to))];
  return { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 };
}

/** The end of a wire that can be taken off its port. */
const endOf = (wire: Locator, end: 'source' | 'target') => wire.locator(`.react-flow__edgeupdater-${end}`);

test('cards that appear while zoomed out have their wires after zooming in', async ({ netloom }) => {
  const { page } = netloom;
  const canvas = await Canvas.ready(page);
  await page.getByRole('button', { name: 'Fit to window' }).first().click();
  await canvas.waitForLayout();
  const wires = await canvas.wires.count();
  await canvas.select('conv2');
  await page.keyboard.press('Delete');
  await expect(canvas.node('conv2')).toHaveCount(0);
  const middle = await centerOf(canvas.region);
  await page.mouse.move(middle.x, middle.y);
  const zoom = async (level: 'tiny' | 'near', by: number) => {
    await expect(async () => {
      await page.mouse.wheel(0, by);
      await expect(canvas.region).toHaveAttribute('data-zoom', level, { timeout: 200 });
    }).toPass();
  };
  await zoom('tiny', 120);
  await undo(page);
  await expect(canvas.node('conv2')).toHaveCount(1);
  await zoom('near', -120);
  await expect(canvas.wires).toHaveCount(wires);
  await expect(canvas.wire('pool1', 'conv2')).toHaveCount(1);
});

test('two steps of the zoom, one right after the other, are as far as two that are not', async ({
  netloom: { page },
}) => {
  const canvas = await Canvas.ready(page);
  const zoom = () =>
    page
      .locator('.react-flow__viewport')
      .evaluate((element) => new DOMMatrix(getComputedStyle(element).transform).a);
  await page.keyboard.press('Control+0');
  await canvas.waitForLayout();
  const before = await zoom();
  const factors: number[] = [];
  for (const keys of [
    ['Control+=', 'Control+='],
    ['Control+-', 'Control+-'],
  ]) {
    const start = await zoom();
    for (const key of keys) await page.keyboard.press(key);
    await canvas.waitForLayout();
    factors.push((await zoom()) / start);
  }
  await page.keyboard.press('Control+=');
  await canvas.waitForLayout();
  const step = (await zoom()) / before;
  expect(step).toBeGreaterThan(1.1);
  expect(factors[0]).toBeCloseTo(step ** 2, 2);
  expect(factors[1]).toBeCloseTo(step ** -2, 2);
  // Where the view goes elsewhere in between, a step begins there.
  await page.keyboard.press('Control+=');
  await page.keyboard.press('Control+0');
  await canvas.waitForLayout();
  expect(await zoom()).toBeCloseTo(before, 3);
});

test('a wire is cut, and taken from port to port by the rules a new one is drawn by', async ({ netloom }) => {
  const { page } = netloom;
  const canvas = await Canvas.ready(page);
  await page.getByRole('button', { name: 'Fit to window' }).first().click();
  await canvas.waitForLayout();

  const cut = await onWire(canvas, 'pool1', 'conv2');
  await page.keyboard.down('Alt');
  await page.mouse.click(cut.x, cut.y);
  await page.keyboard.up('Alt');
  await expect(canvas.wires).toHaveCount(12);
  await expect(canvas.wire('pool1', 'conv2')).toHaveCount(0);
  await undo(page);
  await expect(canvas.wires).toHaveCount(13);

  // A port refuses while the wire is dragged: the loop is named before the wire is let go, and nothing changes when it is.
  // An output starts new wires: the end of an old one is picked up a little below it.
  const hold = async (end: Locator, to: Locator, below = 0) => {
    const { x, y } = await centerOf(end);
    await page.mouse.move(x, y + below);
    await page.mouse.down();
    await page.mouse.move(...xy(await centerOf(to)), { steps: 12 });
  };
  await hold(endOf(canvas.wire('conv2', 'sigmoid2'), 'target'), canvas.input('conv1'));
  const inHand = page.locator('[data-check]');
  await expect(inHand).toHaveAttribute('data-check', 'refused');
  await expect(inHand).toContainText('This would create a cycle');
  await netloom.capture('a port refuses the wire while it is dragged');
  await page.mouse.up();
  await expect(page.getByText('This would create a cycle').first()).toBeVisible();
  await expect(canvas.wire('conv2', 'sigmoid2')).toHaveCount(1);

  // Where it fits it is simply moved.
  await hold(endOf(canvas.wire('pool1', 'conv2'), 'source'), canvas.output('conv1'), 3);
  await expect(inHand).toHaveAttribute('data-check', 'fits');
  await page.mouse.up();
  await expect(canvas.wire('conv1', 'conv2')).toContainText('28 × 28 × 6');
  await expect(canvas.wires).toHaveCount(13);
  await undo(page);

  // Where it does not, the reason and the converter are dragged, and letting go offers it.
  await hold(endOf(canvas.wire('pool2', 'flatten'), 'target'), canvas.input('dense1'));
  await expect(inHand).toHaveAttribute('data-check', 'mismatch');
  await expect(inHand).toContainText('Expected a vector as input, but received 5 × 5 × 16.');
  await expect(inHand).toContainText('Insert Flatten');
  await page.mouse.up();
  await page.getByRole('option', { name: /^Insert Flatten/ }).click();
  await expect(canvas.nodes).toHaveCount(15);
  await expect(page.locator('.react-flow__edge[data-id$=">dense1"]')).toContainText('400');
  await expect(canvas.wire('pool2', 'flatten')).toHaveCount(1);
  await undo(page);
  await expect(canvas.nodes).toHaveCount(14);
  await expect(canvas.wire('flatten', 'dense1')).toHaveCount(1);

  // A loose node dropped on a wire is put into it.
  await new Library(page).entry('relu').dragTo(canvas.region, { targetPosition: { x: 60, y: 120 } });
  await expect(canvas.nodes).toHaveCount(15);
  const relu = await centerOf(canvas.node('relu1'));
  await canvas.drag(relu, await onWire(canvas, 'conv1', 'sigmoid1'));
  await expect(canvas.wire('conv1', 'relu1')).toHaveCount(1);
  await expect(canvas.wire('relu1', 'sigmoid1')).toContainText('28 × 28 × 6');
  await expect(page.getByText('No problems', { exact: true }).first()).toBeVisible();
});

const xy = ({ x, y }: { x: number; y: number }): [number, number] => [x, y];

test('notes and frames go with the clipboard, to another window too, and every gesture is one step', async ({
  netloom,
}) => {
  const { app, page } = netloom;
  const canvas = new Canvas(page);
  const notes = page.locator('.react-flow__node-note');
  await canvas.waitForLayout();
  await canvas.select('conv1');
  await canvas.node('sigmoid1').click({ modifiers: ['Control'] });
  await page.keyboard.press('n');
  // What is typed next is the frame's title.
  await page.keyboard.type('Features');
  await page.keyboard.press('Escape');
  await expect(notes.getByRole('textbox')).toHaveValue('Features');
  await page.keyboard.press('Control+d');
  await expect(notes).toHaveCount(2);
  await undo(page);
  await expect(notes).toHaveCount(1);
  await expect(canvas.nodes).toHaveCount(15);

  // Inside a frame wires are wires: Alt and a click cuts.
  const cut = await onWire(canvas, 'conv1', 'sigmoid1');
  await page.keyboard.down('Alt');
  await page.mouse.click(cut.x, cut.y);
  await page.keyboard.up('Alt');
  await expect(canvas.wires).toHaveCount(12);
  await undo(page);

  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+x');
  await expect(canvas.nodes).toHaveCount(0);
  await undo(page);
  await expect(canvas.nodes).toHaveCount(15);
  await expect(canvas.wires).toHaveCount(13);
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+c');
  await expect(page.getByText('Copied 15 elements.')).toBeVisible();

  const opened = app.waitForEvent('window');
  await page.keyboard.press('Control+n');
  const other = await opened;
  const there = new Canvas(other);
  await there.region.focus();
  await other.keyboard.press('Control+v');
  await expect(there.nodes).toHaveCount(15);
  await expect(there.wires).toHaveCount(13);
  await expect(other.locator('.react-flow__node-note').getByRole('textbox')).toHaveValue('Features');
  await undo(other);
  await expect(there.nodes).toHaveCount(0);
  await other.close();
});

test('the heat map has a scale, measures time when asked, and says when it is out of date', async ({
  netloom,
}) => {
  const { page } = netloom;
  const canvas = new Canvas(page);
  const legend = page.getByTestId('heat-legend');
  const show = async (measure: string) => {
    await page.getByRole('button', { name: 'Heat map', exact: true }).click();
    await page.getByRole('menuitemradio', { name: measure }).click();
    await page.keyboard.press('Escape');
  };
  await canvas.waitForLayout();
  await show('Parameters');
  await expect(legend.getByRole('img', { name: 'From light (0) to strong (48.1K)' })).toBeVisible();
  await expect(canvas.node('dense1')).toContainText('48.1K');
  await netloom.capture('heat map of parameters');
  await legend.getByRole('button', { name: 'conv1' }).click();
  await expect(canvas.node('conv1')).toHaveClass(/selected/);

  await show('Measured time');
  await expect(legend).toContainText('Training step with a batch size of 256');
  await expect(canvas.node('conv1')).toContainText(/\d ms/);
  await expect(canvas.node('conv1').locator('[data-heat]')).toHaveCount(1);
  await netloom.capture('heat map of measured time');
  expect(await findViolations(page)).toEqual([]);
  const filters = page.getByRole('textbox', { name: 'Filters' });
  await page.getByRole('tab', { name: 'Inspector' }).click();
  await filters.fill('8');
  await filters.press('Enter');
  await expect(page.getByTestId('heat-outdated')).toBeVisible();
  await expect(canvas.node('conv1')).toContainText(/\d ms/);
  await canvas.region.focus();
  await undo(page);
  await expect(page.getByTestId('heat-outdated')).toHaveCount(0);
  await page.keyboard.press('Control+Shift+z');
  await page.getByTestId('measure-heat').click();
  await legend.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByTestId('measure-heat')).toBeVisible();

  // What cannot be measured says why.
  await canvas.region.focus();
  await undo(page);
  await openPreset(page, 'resnet-50');
  await expect(canvas.node('stage2')).toBeVisible();
  await page.getByTestId('measure-heat').click();
  await expect(legend.getByRole('alert')).toBeVisible();
  await netloom.capture('time that cannot be measured');
  await legend.getByRole('button', { name: 'Heat map off' }).click();
  await expect(legend).toHaveCount(0);
});

test('a bypassed node lets through what comes in, a muted one nothing', async ({ netloom }) => {
  const { page } = netloom;
  const canvas = await Canvas.ready(page);
  await canvas.select('pool1');
  await page.keyboard.press('Control+b');
  const state = (id: string) => canvas.node(id).locator('[data-state]');
  await expect(state('pool1')).toHaveAttribute('data-state', 'bypassed');
  await expect(canvas.wire('pool1', 'conv2')).toContainText('28 × 28 × 6');
  await expect(canvas.wire('conv2', 'sigmoid2')).toContainText('24 × 24 × 16');
  await page.keyboard.press('Control+b');
  await expect(canvas.wire('conv2', 'sigmoid2')).toContainText('10 × 10 × 16');
  await page.keyboard.press('m');
  await expect(state('pool1')).toHaveAttribute('data-state', 'muted');
  await expect(state('conv2')).toHaveAttribute('data-state', 'cut');
  await expect(page.getByTestId('problem-count')).not.toContainText('No problems');
  await undo(page);
  await expect(state('conv2')).toHaveAttribute('data-state', 'on');
});

test('a block goes to the user’s library, by file to another one, and is used and expanded elsewhere', async ({
  netloom,
}) => {
  const { app, page, userData } = netloom;
  const canvas = new Canvas(page);
  const builder = new MouseBuilder(page);
  const mine = page.getByRole('region', { name: 'My blocks' });
  const file = path.join(userData, 'stage.block.json');
  await canvas.waitForLayout();
  await openPreset(page, 'resnet');
  await expect(canvas.node('stage2')).toBeVisible();
  await builder.select('stage2');
  await builder.run('Save to my blocks');
  const entry = mine.getByRole('listitem');
  await expect(entry).toHaveCount(1);
  await answerSaveDialogs(app, file);
  await entry.getByRole('button', { name: /^Commands for/ }).click();
  await page.getByRole('menuitem', { name: 'Export…' }).click();
  await expect(page.getByText('Saved as “stage.block.json”.')).toBeVisible();
  await entry.getByRole('button', { name: /^Commands for/ }).click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await expect(entry).toHaveCount(0);
  await answerOpenDialogs(app, file);
  await mine.getByRole('button', { name: 'Import…' }).click();
  await expect(entry).toHaveCount(1);

  await builder.startEmpty();
  await builder.add('input');
  await entry.locator('button[data-type]').click();
  await expect(canvas.nodes).toHaveCount(2);
  await expect(canvas.wires).toHaveCount(1);
  await builder.run('Replace the block with its content');
  await expect(canvas.node('residual')).toBeVisible();
  await expect(canvas.wire('input', 'residual')).toHaveCount(1);
  await canvas.region.focus();
  await undo(page);
  await expect(canvas.nodes).toHaveCount(2);
});

test('deleting a large network draws none of its cards, and undo brings them back', async ({ netloom }) => {
  const { page, app, userData } = netloom;
  const canvas = new Canvas(page);
  const file = path.join(userData, 'large.netloom');
  writeFileSync(file, largeDocument(500));
  await canvas.waitForLayout();
  await answerOpenDialogs(app, file);
  await page.keyboard.press('Control+o');
  await expect(canvas.node('stem')).toBeVisible();
  await canvas.region.focus();
  await page.keyboard.press('Control+a');
  await expect(canvas.node('stem')).toHaveClass(/selected/);
  await page.evaluate(() => {
    const drawn: string[] = [];
    Reflect.set(window, 'drawnCards', drawn);
    const observer = new MutationObserver((records) => {
      for (const { addedNodes } of records)
        for (const added of addedNodes)
          if (added instanceof HTMLElement && added.matches('.react-flow__node'))
            drawn.push(added.dataset.id ?? '');
    });
    observer.observe(document.body, { subtree: true, childList: true });
  });
  await page.keyboard.press('Delete');
  await expect(canvas.nodes).toHaveCount(0);
  expect(await page.evaluate(() => Reflect.get(window, 'drawnCards'))).toEqual([]);
  await page.keyboard.press('Control+z');
  await expect(canvas.node('stem')).toBeVisible();
  await page.keyboard.press('Control+Shift+z');
  await expect(canvas.nodes).toHaveCount(0);
  // What undo has drawn is what is in view, and redo has drawn nothing more.
  const drawn: string[] = await page.evaluate(() => Reflect.get(window, 'drawnCards'));
  expect(drawn.length).toBeLessThan(200);
});

test('what is found in a large network comes to the middle, and its row of the outline into sight', async ({
  netloom,
}) => {
  const { page, app, userData } = netloom;
  const canvas = new Canvas(page);
  const file = path.join(userData, 'large.netloom');
  writeFileSync(file, largeDocument(1_000));
  await canvas.waitForLayout();
  await answerOpenDialogs(app, file);
  await page.keyboard.press('Control+o');
  await expect(canvas.node('stem')).toBeVisible();
  await page.getByRole('tab', { name: 'Outline' }).click();
  await canvas.region.focus();
  await page.keyboard.press('Control+f');
  await page.keyboard.type('conv120b');
  await page.keyboard.press('Enter');
  await expect(canvas.node('conv120b')).toHaveClass(/selected/);
  await canvas.waitForLayout();
  const region = await centerOf(canvas.region);
  const found = await centerOf(canvas.node('conv120b'));
  expect(Math.hypot(found.x - region.x, found.y - region.y)).toBeLessThan(100);
  const row = page.locator('[data-region="library"] [data-node="conv120b"]');
  await expect(row).toBeInViewport();
  await expect(row).toHaveAttribute('tabindex', '0');
});

test('large text makes large cards, columns that fit the window, and names that stay readable', async ({
  netloom,
}) => {
  const { page } = netloom;
  const canvas = new Canvas(page);
  await netloom.resize(1280, 720);
  await canvas.waitForLayout();
  await setLook(page, { textScale: 1.5 });
  for (const keys of ['Control+BracketLeft', 'Control+BracketRight', 'Control+1'])
    await page.keyboard.press(keys);
  await canvas.waitForLayout();
  const map = page.getByTestId('overview-map');
  // Side by side, all cards are in view at about the size of the panels' text.
  const region = await boxOf(canvas.region);
  const boxes = await Promise.all((await canvas.nodes.all()).map(boxOf));
  expect(new Set(boxes.map(({ x }) => Math.round(x))).size).toBeGreaterThan(1);
  for (const { x, y, width, height } of boxes) {
    expect(width).toBeGreaterThan(300);
    expect(x).toBeGreaterThanOrEqual(region.x);
    expect(y).toBeGreaterThanOrEqual(region.y);
    expect(x + width).toBeLessThanOrEqual(region.x + region.width);
    expect(y + height).toBeLessThanOrEqual(region.y + region.height);
  }
  await expect(map).toHaveCount(0);
  await expect(canvas.node('conv1')).toContainText('conv1');
  // From far away, a name is at each bar that has room for it.
  await page.keyboard.press('Control+Alt+ArrowRight');
  await expect(canvas.region).toHaveAttribute('data-flow', 'right');
  await expect(async () => {
    await page.keyboard.press('Control+Minus');
    await expect(canvas.region).toHaveAttribute('data-zoom', 'tiny', { timeout: 1_000 });
  }).toPass();
  await expect(page.getByTestId('node-names').getByText('Conv2D').first()).toBeVisible();
  // What is found comes so near that it can be read.
  await page.keyboard.press('Control+f');
  await page.keyboard.type('conv2');
  await page.keyboard.press('Enter');
  await expect(canvas.region).toHaveAttribute('data-zoom', 'near');
  await expect(map).toBeVisible();
  // A name in a list points at its card.
  const wires = page.getByTestId('inspector').locator('[data-node-path="pool1"]');
  await expect(wires).toHaveText('Average pooling pool1');
  await wires.hover();
  await expect(page.getByTestId('highlighted-node')).toHaveAttribute('data-node', 'pool1');
});

test('a new network has the keyboard, and its first node lies where it was wanted', async ({ netloom }) => {
  const { page } = netloom;
  const canvas = await Canvas.ready(page);
  await page.keyboard.press('Control+n');
  await expect(canvas.nodes).toHaveCount(0);
  await expect(canvas.region).toBeFocused();
  await page.keyboard.press('Tab');
  const list = page.getByRole('dialog', { name: 'Add a layer' });
  await expect(list).toBeVisible();
  await page.keyboard.press('Escape');
  // With the keyboard nowhere, letters do nothing.
  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
  await page.keyboard.press('n');
  await page.keyboard.press('a');
  await expect(canvas.nodes).toHaveCount(0);
  const region = await boxOf(canvas.region);
  const wanted = { x: region.x + 200, y: region.y + 90 };
  await page.mouse.dblclick(wanted.x, wanted.y);
  await list.getByRole('combobox').fill('Input');
  await page.keyboard.press('Enter');
  await expect(canvas.nodes).toHaveCount(1);
  await canvas.waitForLayout();
  const place = await centerOf(canvas.nodes.first());
  expect(Math.hypot(place.x - wanted.x, place.y - wanted.y)).toBeLessThan(30);
});

async function boxOf(locator: Locator) {
  const box = await locator.boundingBox();
  if (box === null) throw new Error('It is not on the screen.');
  return box;
}

test('a network is presented node by node, and nothing of it can be changed meanwhile', async ({
  netloom,
}) => {
  const { page } = netloom;
  const canvas = new Canvas(page);
  const talk = page.getByTestId('presentation');
  const toolbar = page.locator('[data-region="toolbar"]');
  await canvas.waitForLayout();
  await page.keyboard.press('F5');
  await expect(talk).toContainText('LeNet');
  await expect(talk).toContainText('0 / 14');
  await expect(toolbar).toBeHidden();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  await expect(talk.getByRole('heading', { name: 'Conv2D' })).toBeVisible();
  await expect(talk).toContainText('5 · 5 · 1 · 6 + 6 = 156');
  await expect(canvas.node('conv1')).toHaveClass(/selected/);
  // Large: half of the canvas; and in the middle of another one, too, as that of a projector.
  const place = async () => {
    const [card, region] = [await boxOf(canvas.node('conv1')), await boxOf(canvas.region)];
    return [card.width, card.x + card.width / 2 - region.x].map(
      (length) => Math.round((10 * length) / region.width) / 10,
    );
  };
  await expect.poll(place).toEqual([0.5, 0.5]);
  await netloom.resize(1024, 700);
  await expect.poll(place).toEqual([0.5, 0.5]);
  await netloom.resize(1600, 900);
  await expect.poll(place).toEqual([0.5, 0.5]);
  // What would change the network does nothing; a click on a card goes to it.
  for (const keys of ['Delete', 'n', 'Control+x', 'Control+d']) await page.keyboard.press(keys);
  await expect(canvas.nodes).toHaveCount(14);
  await canvas.node('sigmoid1').click();
  await expect(talk).toContainText('3 / 14');
  await page.keyboard.press('End');
  await expect(talk).toContainText('14 / 14');
  await page.keyboard.press('Escape');
  await expect(talk).toHaveCount(0);
  await expect(toolbar).toBeVisible();
  await expect(canvas.nodes).toHaveCount(14);

  // Back to work, in the size in which it was seen.
  for (let presses = 0; presses < 2; presses += 1)
    await page.getByRole('button', { name: 'Zoom in' }).click();
  await canvas.waitForLayout();
  for (const key of ['ArrowUp', 'ArrowDown']) await page.keyboard.press(key);
  await canvas.waitForLayout();
  const worked = await boxOf(canvas.node('output'));
  await page.keyboard.press('F5');
  await expect(talk).toContainText('14 / 14');
  await page.keyboard.press('Escape');
  const away = async () => {
    const { x, y, width } = await boxOf(canvas.node('output'));
    return Math.max(Math.abs(x - worked.x), Math.abs(y - worked.y), Math.abs(width - worked.width));
  };
  await expect.poll(away).toBeLessThan(2);
});
