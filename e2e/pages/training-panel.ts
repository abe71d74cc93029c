import { expect, type Locator, type Page } from '@playwright/test';
import { trainingLimit } from '../fixture';

/** What the head of the training panel can show. */
export type PanelState =
  | 'idle'
  | 'empty'
  | 'blocked'
  | 'no-data'
  | 'starting'
  | 'preparing'
  | 'training'
  | 'pausing'
  | 'paused'
  | 'interrupted'
  | 'waiting-paused'
  | 'waiting-interrupted'
  | 'stopping'
  | 'stopped'
  | 'done'
  | 'failed'
  | 'refused';

/** For Adam. */
export const QUICK_RATE = 0.003;

/** One row of the table of epochs, as it is shown. */
export interface EpochRow {
  readonly trainLoss: string;
  readonly trainAccuracy: string;
  readonly testLoss: string;
  readonly testAccuracy: string;
}

/** The training panel as its user meets it. */
export class TrainingPanel {
  readonly status: Locator;
  readonly train: Locator;
  readonly stop: Locator;
  readonly pause: Locator;
  readonly continueRun: Locator;
  readonly resume: Locator;
  readonly charts: Locator;
  readonly parameters: Locator;
  readonly device: Locator;
  readonly engine: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.status = page.getByTestId('training-status');
    this.train = page.getByTestId('start-training');
    this.stop = page.getByTestId('stop-training');
    this.pause = page.getByTestId('pause-training');
    this.continueRun = page.getByTestId('continue-training');
    this.resume = page.getByTestId('resume-training');
    this.charts = page.locator('.uplot canvas');
    this.parameters = page.getByTestId('run-parameters');
    this.device = page.getByTestId('run-device');
    this.engine = page.getByTestId('run-engine');
  }

  /** Brings the panel to the front where it shares its place with others. */
  async show(): Promise<void> {
    const tab = this.#page.getByRole('tab', { name: 'Training' });
    if (await tab.isVisible()) await tab.click();
    await expect(this.status).toBeVisible();
  }

  async expectPanelState(panelState: PanelState | RegExp): Promise<void> {
    await expect(this.status).toHaveAttribute('data-phase', panelState, { timeout: trainingLimit() });
  }

  /** Types into one of the number fields of the settings. */
  async set(label: string, value: number): Promise<void> {
    const field = this.#page.getByRole('textbox', { name: label, exact: true });
    await field.fill(String(value));
    await field.press('Enter');
    await expect(field).toHaveValue(String(value));
  }

  /** Unfolds a part of the settings. */
  async unfold(part: 'learning-rate' | 'data' | 'device' | 'end'): Promise<void> {
    const head = this.#page.locator(`[data-settings-part="${part}"]`);
    if ((await head.getAttribute('aria-expanded')) !== 'true') await head.click();
  }

  /** Waits until training steps have been reported. */
  async waitForSteps(): Promise<void> {
    await this.expectPanelState('training');
    await expect(this.#page.getByTestId('run-speed')).toBeVisible();
  }

  async epoch(number: number): Promise<EpochRow> {
    const cells = this.#page.getByTestId(`epoch-${number}`).locator('td');
    const [trainLoss = '', trainAccuracy = '', testLoss = '', testAccuracy = ''] =
      await cells.allTextContents();
    return { trainLoss, trainAccuracy, testLoss, testAccuracy };
  }

  /** Test accuracy of the run that has ended, as a fraction. */
  async finalAccuracy(): Promise<number> {
    const text = await this.#page.getByTestId('final-accuracy').textContent();
    return Number.parseFloat(text ?? '') / 100;
  }

  /** What a chart shows now, pixel by pixel. */
  async pixels(chart: 0 | 1): Promise<string> {
    return this.charts
      .nth(chart)
      .evaluate((element) => (element instanceof HTMLCanvasElement ? element.toDataURL() : ''));
  }

  /** Takes Adam for the optimizer: with its own LeNet guesses for an epoch or two. */
  async chooseAdam(): Promise<void> {
    await this.#page.getByRole('combobox', { name: 'Optimizer' }).click();
    await this.#page.getByRole('option', { name: 'Adam', exact: true }).click();
  }

  /** Trains with the settings as they are; for runs of an epoch or two. */
  async trainToEnd(): Promise<void> {
    await this.train.click();
    await this.expectPanelState('training');
    await this.expectPanelState('done');
  }

  /** Shows the panel, waits until the network can be trained, and trains it; for runs too short to be seen in training. */
  async trainWhenReady(): Promise<void> {
    await this.show();
    await this.expectPanelState('idle');
    await this.train.click();
    await this.expectPanelState('done');
  }

  /** Trains for some epochs, so that something is learned in them. */
  async trainQuickly(epochs: number): Promise<void> {
    await this.set('Epochs', epochs);
    await this.chooseAdam();
    await this.set('Learning rate', QUICK_RATE);
    await this.trainToEnd();
    expect(await this.finalAccuracy()).toBeGreaterThan(0.5);
  }
}
