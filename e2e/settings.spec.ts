import { expect, test } from './fixture';
import { Canvas } from './pages/canvas';
import { TrainingPanel } from './pages/training-panel';

/** The form of the settings: what is chosen starts with values that usually train, under the field's names, the same as on the command line. */

test.use({ settings: { isTourDone: true } });

const CHOICES = [
  ['Optimizer', 'AdamW', { 'Learning rate': 0.001, 'Weight decay': 0.01, 'Beta 2': 0.999 }],
  ['Optimizer', 'Lion', { 'Learning rate': 0.0001, 'Beta 2': 0.99 }],
  ['Optimizer', 'SGD with momentum', { 'Learning rate': 0.05, Momentum: 0.9 }],
  ['Learning rate schedule', 'Step', { 'Step size (epochs)': 4, 'Factor (gamma)': 0.1 }],
  ['Learning rate schedule', 'Exponential', { 'Decay per epoch': 0.9 }],
  ['Learning rate schedule', 'One cycle', { 'Warm-up fraction': 0.3, 'Initial divisor': 25 }],
] as const;

test('another optimizer or schedule starts with its usual values, and the warm-up stays', async ({
  netloom,
}) => {
  const { page } = netloom;
  const panel = new TrainingPanel(page);
  await new Canvas(page).waitForLayout();
  await panel.show();
  await panel.unfold('learning-rate');
  await panel.set('Warm-up epochs', 2);
  for (const [name, choice, values] of CHOICES) {
    await page.getByRole('combobox', { name, exact: true }).click();
    await page.getByRole('option', { name: choice, exact: true }).click();
    for (const [label, value] of Object.entries(values)) {
      const field = page.getByRole('textbox', { name: label, exact: true });
      await expect(field, `${choice}: ${label}`).toHaveValue(String(value));
    }
    await expect(page.getByRole('textbox', { name: 'Warm-up epochs', exact: true })).toHaveValue('2');
  }
});

test('parts that can be left out are switched on and off, and undone as one edit', async ({ netloom }) => {
  const { page } = netloom;
  const panel = new TrainingPanel(page);
  await new Canvas(page).waitForLayout();
  await panel.show();
  await panel.unfold('data');
  await panel.unfold('end');
  await page.getByRole('switch', { name: 'Validation split' }).click();
  await expect(page.getByRole('textbox', { name: 'Validation split' })).toHaveValue('0.1');
  await page.getByRole('switch', { name: 'Early stopping', exact: true }).click();
  await expect(page.getByRole('textbox', { name: /^Early stopping: Patience/ })).toHaveValue('5');
  await page.getByRole('button', { name: 'Add augmentation' }).click();
  await page.getByRole('menuitem', { name: 'Rotation' }).click();
  await expect(page.getByRole('textbox', { name: 'Rotation: Degrees' })).toHaveValue('15');
  await expect(page.getByTestId('augmentation-preview')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('textbox', { name: 'Rotation: Degrees' })).toHaveCount(0);
  await expect(page.getByRole('textbox', { name: 'Validation split' })).toHaveValue('0.1');
});
