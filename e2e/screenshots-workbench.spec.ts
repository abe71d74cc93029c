import { expect, type Netloom, test } from './fixture';
import { Canvas } from './pages/canvas';
import { TrainingPanel } from './pages/training-panel';
import { Workbench, type WorkbenchTab } from './pages/workbench';
import { PICTURE_SIZE, takePicture } from './take-picture';

/** Every panel of the workbench with real runs, in both themes: `docs/screenshots/workbench/PANEL-THEME.png`. */

async function train(panel: TrainingPanel, learningRate: number): Promise<void> {
  await panel.set('Learning rate', learningRate);
  await panel.train.click();
  await panel.expectFace('training', 60_000);
  await panel.expectFace('done', 120_000);
}

/** Pictures of one theme: shows a tab, does what is to be done there, and takes it. */
class Album {
  readonly #netloom: Netloom;
  readonly #theme: string;
  readonly workbench: Workbench;

  constructor(netloom: Netloom, theme: string) {
    this.#netloom = netloom;
    this.#theme = theme;
    this.workbench = new Workbench(netloom.page);
  }

  async show(tab: WorkbenchTab): Promise<void> {
    await this.workbench.show(tab);
  }

  /** Chooses one of several ways to look at something. */
  async choose(name: string): Promise<void> {
    await this.workbench.root.getByRole('button', { name, exact: true }).click();
  }

  async take(panel: string): Promise<void> {
    // Images and charts are drawn a moment after what they show is there.
    await this.#netloom.page.waitForTimeout(700);
    await takePicture(this.#netloom, `workbench/${panel}-${this.#theme}`);
  }
}

async function takeSettings(netloom: Netloom, album: Album): Promise<void> {
  const { page } = netloom;
  const panel = new TrainingPanel(page);
  await panel.show();
  await panel.unfold('learning-rate');
  await page.getByRole('combobox', { name: 'Schedule' }).click();
  await page.getByRole('option', { name: 'Cosine' }).click();
  await panel.unfold('data');
  await page.getByRole('button', { name: 'Add a step' }).click();
  await page.getByRole('menuitem').first().click();
  await expect(page.getByTestId('augmentation-preview').getByRole('img').first()).toBeVisible({
    timeout: 30_000,
  });
  await album.take('settings');
  for (let step = 0; step < 2; step += 1) await page.getByTestId('undo').click();
}

async function takeResults({ page }: Netloom, album: Album): Promise<void> {
  await album.show('Results');
  await expect(album.workbench.matrix).toBeVisible({ timeout: 60_000 });
  await expect(page.getByTestId('confusion-examples').getByRole('img').first()).toBeVisible();
  await album.take('confusion');
  await album.choose('Classes');
  await album.take('classes');
  await album.choose('Mistakes');
  await expect(page.getByTestId('mistakes').getByRole('img').first()).toBeVisible();
  await album.take('mistakes');
  await album.choose('Try an image');
  await album.choose('Draw');
  const box = await page.getByTestId('drawing-pad').boundingBox();
  if (box === null) throw new Error('The pad is not on the screen.');
  const points = [0.3, 0.25, 0.7, 0.25, 0.72, 0.9, 0.28, 0.9, 0.3, 0.25];
  for (let at = 0; at < points.length; at += 2) {
    const [x = 0, y = 0] = points.slice(at, at + 2);
    await page.mouse.move(box.x + x * box.width, box.y + y * box.height, { steps: 8 });
    if (at === 0) await page.mouse.down();
  }
  await page.mouse.up();
  await expect(album.workbench.prediction).not.toBeEmpty();
  await album.take('drawing');
}

async function takeInside({ page }: Netloom, album: Album): Promise<void> {
  await album.show('Inside');
  await new Canvas(page).select('conv1');
  await page.getByRole('switch', { name: 'Maps beside the cards' }).click();
  await expect(page.getByTestId('node-inside').getByRole('img').first()).toBeVisible({ timeout: 30_000 });
  await album.take('inside');
  await page.getByTestId('node-inside').evaluate((pane) => pane.scrollTo(0, pane.scrollHeight));
  await album.take('histograms');
  await album.choose('Time per layer');
  await page.getByTestId('measure-layers').click();
  await expect(page.getByTestId('layer-times')).toBeVisible({ timeout: 60_000 });
  await album.take('layer-times');
  await page.getByRole('switch', { name: 'Maps beside the cards' }).click();
}

async function takeComparison({ page }: Netloom, album: Album): Promise<void> {
  await album.show('Runs');
  await album.take('runs');
  await album.workbench.openRun(0);
  await album.take('run');
  for (const at of [1, 0]) await album.workbench.runRows.nth(at).getByRole('checkbox').check();
  await page.getByTestId('compare-runs').click();
  await album.take('compared-curves');
  await album.choose('Settings');
  await album.take('compared-settings');
  await album.choose('Network');
  await page.getByTestId('difference-on-canvas').click();
  await expect(page.getByTestId('removed-node').first()).toBeVisible();
  await album.take('difference');
  await page.getByRole('button', { name: 'Stop comparing' }).click();
}

for (const theme of ['light', 'dark'] as const) {
  test.describe(theme, () => {
    test.use({ settings: { theme, isTourDone: true } });

    test(`every panel of the workbench, ${theme}`, async ({ netloom }) => {
      test.setTimeout(480_000);
      const { page } = netloom;
      const canvas = new Canvas(page);
      const panel = new TrainingPanel(page);
      const album = new Album(netloom, theme);
      await netloom.resize(PICTURE_SIZE.width, PICTURE_SIZE.height);
      await canvas.waitForLayout();
      await takeSettings(netloom, album);
      await panel.set('Epochs', 5);
      await train(panel, 0.9);
      // A second run of a network without its last hidden layer, to compare with.
      for (const id of ['sigmoid4', 'dense2']) {
        await canvas.select(id);
        await page.keyboard.press('Shift+Delete');
      }
      await panel.show();
      await train(panel, 0.9);
      await album.show('Curves');
      await album.take('curves');
      await album.choose('Table');
      await album.take('values');
      await takeResults(netloom, album);
      await takeInside(netloom, album);
      await takeComparison(netloom, album);
      await album.show('Sweeps');
      await panel.show();
      await panel.set('Epochs', 1);
      await page.getByRole('textbox', { name: 'Values of axis 1' }).fill('0.3, 0.9, 1.5');
      await album.take('new-sweep');
      await page.getByTestId('start-sweep').click();
      await expect(page.getByTestId('sweep')).toHaveAttribute('data-phase', 'done', { timeout: 120_000 });
      await album.take('sweep');
    });
  });
}
