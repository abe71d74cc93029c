import { expect, test } from './fixture';
import { Canvas } from './pages/canvas';
import { TrainingPanel } from './pages/training-panel';

/** Fields of the document, and the keys of the window's commands while one of them has the focus. */

test.use({ settings: { isTourDone: true } });

test('undo and redo in a number field concern the network, however the number came there', async ({
  netloom,
}) => {
  const { page } = netloom;
  const canvas = await Canvas.ready(page);
  await canvas.select('conv1');
  const inspector = page.getByTestId('inspector');
  const filters = inspector.getByLabel('Filters', { exact: true });
  const before = await filters.inputValue();
  const typed = String(Number(before) * 8 + 1);

  // Typed and committed.
  await filters.fill(typed);
  await page.keyboard.press('Enter');
  await expect(canvas.node('conv1')).toContainText(typed);
  await page.keyboard.press('Control+z');
  await expect(filters).toHaveValue(before);
  await expect(filters).toBeFocused();
  await page.keyboard.press('Control+Shift+z');
  await expect(filters).toHaveValue(typed);
  await page.keyboard.press('Control+z');
  await expect(filters).toHaveValue(before);

  // Typed digit by digit, and not committed: one step.
  await filters.selectText();
  await page.keyboard.type(typed);
  await expect(canvas.node('conv1')).toContainText(typed);
  await page.keyboard.press('Control+z');
  await expect(filters).toHaveValue(before);

  // By the button, which leaves the focus in the field.
  const plus = filters.locator('xpath=ancestor::*[@role="group"][1]').getByRole('button').last();
  await plus.click();
  await expect(filters).toHaveValue(String(Number(before) + 1));
  await filters.focus();
  await page.keyboard.press('Control+z');
  await expect(filters).toHaveValue(before);

  // By the arrow keys.
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(filters).toHaveValue(String(Number(before) + 2));
  await page.keyboard.press('Control+z');
  await expect(filters).not.toHaveValue(String(Number(before) + 2));
});

test('text that is not committed has its own history, and the network’s after that', async ({ netloom }) => {
  const { page } = netloom;
  const canvas = await Canvas.ready(page);
  await canvas.select('conv1');
  const name = page.getByTestId('inspector').getByLabel('Name', { exact: true });
  await name.click();
  await page.keyboard.type('edges');
  await page.keyboard.press('Control+z');
  await expect(name).not.toHaveValue('edges');
  await name.fill('edges');
  await page.keyboard.press('Enter');
  await expect(canvas.node('conv1')).toContainText('edges');
  await page.keyboard.press('Control+z');
  await expect(canvas.node('conv1')).not.toContainText('edges');
});

test('undo after a refused name of a parameter acts on the name', async ({ netloom }) => {
  const { page } = netloom;
  const canvas = await Canvas.ready(page);
  await canvas.select('conv1');
  const inspector = page.getByTestId('inspector');
  const filters = inspector.getByLabel('Filters', { exact: true });
  await filters.fill('9');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await canvas.region.click({ position: { x: 5, y: 5 } });
  const name = inspector.getByLabel('Name of a new parameter', { exact: true });
  await name.click();
  await page.keyboard.type('not a name');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+z');
  await expect(name).not.toHaveValue('not a name');
  await expect(canvas.node('conv1')).toContainText('9');
});

test('a field for an expression takes the focus, and the window’s commands work from it', async ({
  netloom,
}) => {
  const { page } = netloom;
  const canvas = await Canvas.ready(page);
  await canvas.select('conv1');
  const inspector = page.getByTestId('inspector');
  await inspector.getByRole('button', { name: /expression.*Filters|Filters.*expression/i }).click();
  const field = inspector.getByRole('textbox', { name: /Filters/ });
  await expect(field).toBeFocused();
  await page.keyboard.type('2 * 4');
  await page.keyboard.press('Enter');
  await expect(canvas.node('conv1')).toContainText('8');
  // An expression is also typed into the field for a number itself.
  await canvas.select('dense1');
  await inspector.getByRole('textbox', { name: 'Units', exact: true }).click();
  await page.keyboard.type('2 * (60 + 4)');
  await page.keyboard.press('Enter');
  await expect(canvas.node('dense1')).toContainText('128');
  // The whole network is in view again, wherever the focus is.
  const view = page.locator('.react-flow__viewport');
  await page.keyboard.press('Control+1');
  await canvas.waitForLayout();
  const fitted = (await view.getAttribute('style')) ?? '';
  await page.getByRole('button', { name: 'Gallery' }).focus();
  await page.keyboard.press('Control+Minus');
  await expect(view).not.toHaveAttribute('style', fitted);
  await page.keyboard.press('Control+1');
  await expect(view).toHaveAttribute('style', fitted);
  await inspector.getByLabel('Name', { exact: true }).focus();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog')).toBeVisible();
});

test('a setting takes a calculation, and keeps what it cannot understand', async ({ netloom }) => {
  const { page } = netloom;
  await new Canvas(page).waitForLayout();
  const panel = new TrainingPanel(page);
  await panel.show();
  const rate = page.getByRole('textbox', { name: 'Learning rate', exact: true });
  const before = await rate.inputValue();
  const type = async (text: string) => {
    await rate.click();
    await rate.selectText();
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
  };
  for (const [text, value] of [
    ['1/8', '0.125'],
    ['2^-3', '0.125'],
    ['1e-3', '0.001'],
  ] as const) {
    await type(text);
    await expect(rate).toHaveValue(value);
    await expect(rate).toBeFocused();
    await page.keyboard.press('Control+z');
    await expect(rate).toHaveValue(before);
  }
  const batch = page.getByRole('textbox', { name: 'Batch size', exact: true });
  await batch.click();
  await batch.selectText();
  await page.keyboard.type('8*8');
  await page.keyboard.press('Tab');
  await expect(batch).toHaveValue('64');

  await type('0.1x');
  await expect(rate).toHaveValue('0.1x');
  await expect(page.getByRole('alert').filter({ hasText: '0.1x' })).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(rate).toHaveValue('0.1x');
  await rate.click();
  await page.keyboard.press('Escape');
  await expect(rate).toHaveValue(before);
  await expect(page.getByRole('alert').filter({ hasText: '0.1x' })).toHaveCount(0);

  // Refused text is not the network's: undo takes it back, and leaves the edit before it.
  await type('0.1x');
  await page.keyboard.press('Control+z');
  await expect(rate).toHaveValue('0.1');
  await expect(rate).toBeFocused();
  await expect(batch).toHaveValue('64');
  // What is left is a number, which is the network's.
  await page.keyboard.press('Control+z');
  await expect(rate).toHaveValue(before);
  await expect(batch).toHaveValue('64');

  // As an input method inserts it, without a key for each letter.
  await rate.selectText();
  await page.keyboard.insertText('１／４');
  await page.keyboard.press('Enter');
  await expect(rate).toHaveValue('0.25');
});

test('an expression for one axis of a shape keeps the others', async ({ netloom }) => {
  const { page } = netloom;
  const canvas = await Canvas.ready(page);
  await canvas.select('input');
  const inspector = page.getByTestId('inspector');
  await inspector.getByRole('textbox', { name: /Height/ }).click();
  await page.keyboard.type('7*4');
  await page.keyboard.press('Enter');
  await expect(inspector.getByRole('textbox', { name: /Height/ })).toHaveValue('28');
  await expect(inspector.getByRole('textbox', { name: /Width/ })).toHaveValue('28');
});

test('the window’s commands are reached from menus, lists and other lists of commands', async ({
  netloom,
}) => {
  const { page } = netloom;
  const canvas = await Canvas.ready(page);
  const panel = new TrainingPanel(page);
  await panel.show();
  const search = page.getByRole('combobox', { name: 'Commands' });
  const openings: readonly (() => Promise<void>)[] = [
    () => page.getByRole('button', { name: 'File', exact: true }).click(),
    async () => {
      await page.getByRole('button', { name: 'File', exact: true }).click();
      await page.getByRole('menuitem', { name: 'Export', exact: true }).hover();
      await expect(page.getByRole('menu')).toHaveCount(2);
    },
    () => canvas.node('conv1').click({ button: 'right' }),
    async () => {
      // What was selected by the click is in the inspector, which took the panel's place.
      await panel.show();
      await page.getByRole('combobox', { name: 'Optimizer' }).click();
    },
    () => page.keyboard.press('Control+f'),
  ];
  for (const open of openings) {
    await open();
    await expect(page.locator('[role="menu"], [role="listbox"]').first()).toBeVisible();
    await page.keyboard.press('Control+k');
    await expect(search).toBeFocused();
    await expect(page.getByRole('menu')).toHaveCount(0);
    await expect(page.getByRole('listbox')).toHaveCount(1);
    // Nothing takes the focus away behind it.
    await page.waitForTimeout(300);
    await page.keyboard.type('zoom');
    await expect(search).toHaveValue('zoom');
    await page.keyboard.press('Escape');
    await expect(search).toHaveCount(0);
  }
  // Another command, from a menu that is open and does not have the focus yet, as for a moment after the click.
  const file = page.getByRole('button', { name: 'File', exact: true });
  await file.click();
  await expect(page.getByRole('menu')).toHaveCount(1);
  await file.focus();
  await page.keyboard.press('Control+j');
  await expect(page.getByRole('menu')).toHaveCount(0);
  await expect(page.getByTestId('workbench')).toHaveAttribute('data-open', '');
});
