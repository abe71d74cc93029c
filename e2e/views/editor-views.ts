import { expect, type Netloom } from '../fixture';
import { Canvas } from '../pages/canvas';
import { openPreset } from '../pages/library';
import type { Visit } from './look';

/** Every view for building networks. The window has just started; it is left inside a block of ResNet. */
export async function walkEditor(netloom: Netloom, visit: Visit): Promise<void> {
  const { page } = netloom;
  await new Canvas(page).waitForLayout();
  await visitTour(netloom, visit);
  await visit('canvas');
  await visitInspector(netloom, visit);
  await visitPickers(netloom, visit);
  await visitMenus(netloom, visit);
  await visitPresentation(netloom, visit);
  await visitProblems(netloom, visit);
  await visitGalleryAndBlocks(netloom, visit);
}

async function visitTour({ page }: Netloom, visit: Visit): Promise<void> {
  const tour = page.getByTestId('tour');
  if (!(await tour.isVisible())) return;
  await visit('tour');
  await tour.getByRole('button', { name: 'End the tour' }).click();
}

async function visitInspector({ page }: Netloom, visit: Visit): Promise<void> {
  const canvas = new Canvas(page);
  await canvas.select('conv1');
  await expect(page.getByRole('textbox', { name: 'Filters' })).toBeVisible();
  await visit('inspector');
  await page.getByTestId('learning').getByRole('button', { name: 'Frozen' }).click();
  await expect(canvas.node('conv1').getByText('frozen')).toHaveCount(1);
  await visit('frozen');
  // A network with changes would stay, and the next one come in another window.
  await page.keyboard.press('Control+z');
  await expect(canvas.node('conv1').getByText('frozen')).toHaveCount(0);
  await canvas.node('conv2').click({ modifiers: ['Control'] });
  await visit('inspector-several');
  // A frame around both, and a note beside everything.
  await page.keyboard.press('n');
  await expect(page.locator('.react-flow__node-note')).toHaveCount(1);
  await visit('frame');
  // Out of its title, where Ctrl+Z would be the text's.
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+z');
  await expect(page.locator('.react-flow__node-note')).toHaveCount(0);
  await canvas.wire('conv1', 'sigmoid1').click({ force: true });
  await visit('inspector-wire');
  await canvas.select('output');
  await visit('inspector-output');
  await canvas.select('sigmoid1');
  await page.getByTestId('activation-curve').scrollIntoViewIfNeeded();
  await visit('inspector-activation');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Shift+b');
  await page.keyboard.type('全部');
  await page.keyboard.press('Enter');
  await visit('inspector-network');
  // Its name, and the view: the network is as it was opened.
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await canvas.select('conv1');
  await page.keyboard.press('Control+Shift+l');
  await visit('inspector-locked');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: 'Outline' }).click();
  await visit('outline');
  await page.getByRole('tab', { name: 'Layers' }).click();
  const search = page.getByRole('searchbox').first();
  await search.fill('norm');
  await visit('palette-search');
  await search.fill('nonesuch');
  await visit('palette-nothing');
  await search.fill('');
}

async function visitPickers({ page }: Netloom, visit: Visit): Promise<void> {
  const canvas = new Canvas(page);
  await canvas.select('conv2');
  for (const [view, keys] of [
    ['quick-add', 'Tab'],
    ['connect', 'c'],
    ['find-node', 'Control+f'],
    ['commands', 'Control+k'],
  ] as const) {
    await page.keyboard.press(keys);
    await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused();
    await visit(view);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
  await page.getByRole('button', { name: 'Conv2D: replace with another layer' }).click();
  await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused();
  await visit('replace');
  await page.keyboard.press('Escape');

  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await visit('shortcuts');
  await page.keyboard.press('Escape');
}

async function visitMenus({ page }: Netloom, visit: Visit): Promise<void> {
  const canvas = new Canvas(page);
  for (const [view, button] of [
    ['file-menu', 'File'],
    ['layout-menu', 'Automatic layout'],
    ['heat-menu', 'Heat map'],
    ['settings-menu', 'Settings'],
  ] as const) {
    await page.getByRole('button', { name: button, exact: true }).first().click();
    await expect(page.getByRole('menu')).toBeVisible();
    await visit(view);
    if (view === 'file-menu') {
      await page.getByRole('menuitem', { name: 'Export', exact: true }).hover();
      await expect(page.getByRole('menuitem', { name: 'Export the canvas as PDF' })).toBeVisible();
      await visit('export-menu');
      await page.keyboard.press('Escape');
    }
    await page.keyboard.press('Escape');
    await expect(page.getByRole('menu')).toHaveCount(0);
  }
  await canvas.node('conv2').click({ button: 'right' });
  await expect(page.getByRole('menu')).toBeVisible();
  await visit('node-menu');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toHaveCount(0);
  await page.locator('.react-flow__pane').click({ button: 'right', position: { x: 20, y: 300 } });
  await expect(page.getByRole('menu')).toBeVisible();
  await visit('canvas-menu');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toHaveCount(0);
  await page.getByRole('button', { name: 'Heat map', exact: true }).click();
  await page.getByRole('menuitemradio', { name: 'Parameters' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toHaveCount(0);
  await visit('heat-map');
  await page.getByRole('button', { name: 'Heat map', exact: true }).click();
  await page.getByRole('menuitemradio').first().click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toHaveCount(0);
}

async function visitPresentation({ page }: Netloom, visit: Visit): Promise<void> {
  await new Canvas(page).select('conv1');
  await page.keyboard.press('F5');
  const talk = page.getByTestId('presentation');
  await expect(talk).toContainText('2 / 14');
  await visit('presentation');
  await page.keyboard.press('Escape');
  await expect(talk).toHaveCount(0);
}

async function visitProblems({ page }: Netloom, visit: Visit): Promise<void> {
  const canvas = new Canvas(page);
  await canvas.select('flatten');
  await page.keyboard.press('Control+c');
  await page.keyboard.press('Delete');
  await expect(page.getByText('Copied 1 element.')).toBeVisible();
  await visit('notice');
  await page.getByRole('tab', { name: /^Problems/ }).click();
  await expect(
    page.getByRole('tabpanel', { name: 'Problems' }).getByText('Nothing is connected to dense1.'),
  ).toBeVisible();
  await visit('problems');
  await canvas.node('dense1').getByRole('button', { name: 'Problems in dense1' }).click();
  await expect(page.getByRole('dialog', { name: 'Problems in dense1' })).toBeVisible();
  await visit('problem-mark');
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: 'Training' }).click();
  await visit('training-refused');
  await canvas.waitForLayout();
  await canvas.connect('pool2', 'dense1');
  await expect(page.getByRole('option', { name: /^Insert Flatten/ })).toBeVisible();
  await visit('repair');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+z');
}

async function visitGalleryAndBlocks({ page }: Netloom, visit: Visit): Promise<void> {
  const canvas = new Canvas(page);
  await page.getByRole('button', { name: 'Gallery', exact: true }).click();
  await expect(page.getByTestId('preset-lenet')).toContainText('61.7K');
  await expect(page.getByTestId('preset-densenet')).toContainText(/\d[KM]/);
  await visit('gallery');
  await page.keyboard.type('nonesuch');
  await visit('gallery-nothing');
  await page.keyboard.press('Escape');
  await openPreset(page, 'resnet');
  await canvas.waitForLayout();
  await canvas.select('stage2');
  await visit('inspector-block');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Save to my blocks');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'My blocks' })).toBeVisible();
  await visit('block-library');
  for (const block of ['stage2', 'residual']) {
    await canvas.waitForLayout();
    await canvas.node(block).dblclick();
    await expect(canvas.node(block)).toHaveCount(0);
  }
  await canvas.waitForLayout();
  await visit('block');
  await canvas.select('conv1');
  await visit('expression');
  await page.keyboard.press('Control+n');
  await expect(canvas.nodes).toHaveCount(0);
  await visit('empty-network');
}
