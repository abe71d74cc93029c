import type { Page } from '@playwright/test';
import type { Netloom } from '../fixture';
import { Canvas } from '../pages/canvas';
import { measureTasks } from './longest-task';

/** What a bench does in the window, and how it waits for it. */

export interface Measured {
  readonly page: Page;
  readonly netloom: Netloom;
}

export interface Gesture {
  readonly name: string;
  /** What has to be so before; not measured. */
  readonly before?: (on: Measured) => Promise<unknown>;
  readonly run: (on: Measured) => Promise<unknown>;
  /** How the document and the view become again what they were; not measured. */
  readonly after?: (on: Measured) => Promise<unknown>;
}

export const press =
  (...keys: readonly string[]) =>
  async ({ page }: Measured) => {
    for (const key of keys) await page.keyboard.press(key);
  };

/** Waits until the thread answers again. */
export async function rest({ page }: Measured): Promise<void> {
  await measureTasks(page, () => page.waitForTimeout(50));
}

export const onCanvas = async ({ page }: Measured) => {
  await page.keyboard.press('Escape');
  await new Canvas(page).region.focus();
};

export const selectEverything = async (on: Measured) => {
  await onCanvas(on);
  await press('Control+a')(on);
  await rest(on);
};

export const undo = async (on: Measured) => {
  await onCanvas(on);
  await press('Control+z')(on);
  await rest(on);
};

/** Chooses a command from the list of commands, up to the key press that carries it out. */
export const choose = (name: string) => async (on: Measured) => {
  await selectEverything(on);
  await on.page.keyboard.press('Control+k');
  await on.page.getByRole('dialog').getByRole('combobox').fill(name);
  await on.page.getByRole('option', { name }).first().waitFor();
  await rest(on);
};

export const command = (name: string): Gesture => ({
  name,
  before: choose(name),
  run: press('Enter'),
  after: undo,
});

export const key = (name: string, keys: string, after: NonNullable<Gesture['after']> = undo): Gesture => ({
  name,
  before: selectEverything,
  run: press(keys),
  after,
});

/** Moves the mouse onto a card near the middle of the window. */
export async function pointAtCard(page: Page): Promise<{ x: number; y: number }> {
  const box = await new Canvas(page).region.boundingBox();
  if (box === null) throw new Error('There is no canvas.');
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const cards = new Canvas(page).nodes;
  for (let step = 0; step < 200; step += 3) {
    const at = { x: middle.x + step, y: middle.y + (step % 50) };
    await page.mouse.move(at.x, at.y);
    if (await cards.evaluateAll((all) => all.some((card) => card.matches(':hover')))) return at;
  }
  throw new Error('There is no card near the middle.');
}

/** Draws a box over a share of the canvas from the left. */
export async function boxSelect({ page }: Measured, share: number): Promise<void> {
  const box = await new Canvas(page).region.boundingBox();
  if (box === null) return;
  await page.keyboard.down('Shift');
  await page.mouse.move(box.x + 4, box.y + 50);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * share - 4, box.y + box.height - 50, { steps: 5 });
  await page.mouse.up();
  await page.keyboard.up('Shift');
}

export async function selectHalf(on: Measured): Promise<void> {
  await onCanvas(on);
  await press('Escape')(on);
  await boxSelect(on, 0.5);
  await rest(on);
}

/** Moves the mouse over the canvas from one corner to the other. */
export async function hoverAcross({ page }: Measured): Promise<void> {
  const box = await new Canvas(page).region.boundingBox();
  if (box === null) return;
  await page.mouse.move(box.x + 20, box.y + 60);
  await page.mouse.move(box.x + box.width - 20, box.y + box.height - 120, { steps: 30 });
}

/** Opens the menu of settings, in either language. */
async function openSettings(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /^(Settings|設定)/ })
    .first()
    .click();
}

export async function chooseSetting(page: Page, name: string): Promise<void> {
  await openSettings(page);
  await page.getByRole('menuitemradio', { name }).click();
  await page.keyboard.press('Escape');
}

export const setting = (name: string, choice: string): Gesture => ({
  name,
  before: ({ page }) => openSettings(page),
  run: async ({ page }) => {
    await page.getByRole('menuitemradio', { name: choice }).click();
    await page.keyboard.press('Escape');
  },
});
