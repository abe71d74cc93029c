import { expect, type Locator, type Page } from '@playwright/test';

export type WorkbenchTab = 'Metrics' | 'Results' | 'Activations and weights' | 'Data' | 'Runs' | 'Sweeps';

/** The workbench below the canvas as its user meets it. */
export class Workbench {
  readonly root: Locator;
  readonly accuracy: Locator;
  readonly matrix: Locator;
  readonly prediction: Locator;
  readonly runRows: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.root = page.getByTestId('workbench');
    this.accuracy = page.getByTestId('evaluation-accuracy');
    this.matrix = page.getByTestId('confusion-matrix');
    this.prediction = page.getByTestId('predicted-class');
    this.runRows = page.getByTestId('run-row');
  }

  async show(tab: WorkbenchTab): Promise<void> {
    const head = this.root.getByRole('tab', { name: tab });
    if ((await head.getAttribute('aria-selected')) !== 'true') await head.click();
    await expect(head).toHaveAttribute('aria-selected', 'true');
  }

  /** The counts of the confusion matrix, row by row. */
  async confusion(): Promise<number[][]> {
    await expect(this.matrix).toBeVisible();
    return this.matrix.evaluate((table) =>
      [...table.querySelectorAll('tbody tr')].map((row) =>
        [...row.querySelectorAll('td')].map((cell) => Number((cell.textContent ?? '').replace(/\D/g, ''))),
      ),
    );
  }

  /** Probabilities by class, as they are shown. */
  async probabilities(): Promise<Readonly<Record<string, string>>> {
    return this.#page.getByTestId('prediction').evaluate((section) => {
      const names = [...section.querySelectorAll('dt')].map((name) => name.textContent ?? '');
      const values = [...section.querySelectorAll('dd:not([aria-hidden])')].map(
        (value) => value.textContent ?? '',
      );
      return Object.fromEntries(names.map((name, at) => [name, values[at] ?? '']));
    });
  }

  /** Opens the details of the n-th run of the list. */
  async openRun(at: number): Promise<void> {
    await this.runRows.nth(at).locator('th button').click();
    await expect(this.#page.getByTestId('run-details')).toBeVisible();
  }

  /** Texts of the trials of the sweep that is shown: state, values and results. */
  async trials(): Promise<string[][]> {
    return this.#page
      .getByTestId('trial')
      .evaluateAll((rows) =>
        rows.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent ?? '')),
      );
  }
}
