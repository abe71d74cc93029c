import { expect, test } from './fixture';
import { Canvas } from './pages/canvas';

/** Fields of the document, and the keys of the window's commands while one of them has the focus. */

test.use({ settings: { isTourDone: true } });

test('undo and redo in a number field concern the network, however the number came there', async ({
  netloom,
}) => {
  const { page } = netloom;
  const canvas = new Canvas(page);
  await canvas.waitForLayout();
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
  const canvas = new Canvas(page);
  await canvas.waitForLayout();
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

test('a field for an expression takes the focus, and the window’s commands work from it', async ({
  netloom,
}) => {
  const { page } = netloom;
  const canvas = new Canvas(page);
  await canvas.waitForLayout();
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
  await inspector.getByLabel('Name', { exact: true }).focus();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog')).toBeVisible();
});
