import type { Locator, Page } from '@playwright/test';

/** The list of layers at the left. */
export class Library {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** The entry of a layer type. */
  entry(type: string): Locator {
    return this.#page.locator(`button[data-type="${type}"]`);
  }
}

/** Opens a network that comes with the app, in either language. */
export async function openPreset(page: Page, id: string): Promise<void> {
  await page.getByRole('button', { name: /^(Gallery|範例庫)$/ }).click();
  await page
    .getByTestId(`preset-${id}`)
    .getByRole('button', { name: /^(Open|開啟)/ })
    .click();
}
