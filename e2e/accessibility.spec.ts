import { findViolations } from './accessibility';
import { expect, test } from './fixture';
import { Canvas } from './pages/canvas';
import { openPreset } from './pages/library';
import { TrainingPanel } from './pages/training-panel';
import { Workbench } from './pages/workbench';

for (const theme of ['light', 'dark'] as const) {
  test.describe(`in ${theme}`, () => {
    test.use({ settings: { theme } });

    test('axe-core finds nothing wrong with the editor’s views', async ({ netloom }) => {
      const { page } = netloom;
      const canvas = new Canvas(page);
      const expectNone = async (view: string) => expect.soft(await findViolations(page), view).toEqual([]);
      await canvas.waitForLayout();
      await expectNone('LeNet, ready to train');

      await canvas.select('conv1');
      await expect(page.getByRole('textbox', { name: 'Filters' })).toBeVisible();
      await expectNone('inspector of a convolution');

      await page.getByRole('tab', { name: 'Outline' }).click();
      await expectNone('outline');

      await canvas.select('flatten');
      await page.keyboard.press('Delete');
      await page.getByRole('tab', { name: /^Problems/ }).click();
      await expect(
        page.getByRole('tabpanel', { name: 'Problems' }).getByText('Nothing is wired to dense1.'),
      ).toBeVisible();
      await expectNone('problems');
      await new TrainingPanel(page).show();
      await expectNone('training refused');

      await page.keyboard.press('Control+z');
      await page.getByRole('button', { name: 'Gallery', exact: true }).click();
      await expect(page.getByTestId('preset-lenet')).toContainText('61.7K');
      await expectNone('gallery');
      await page.keyboard.press('Escape');

      await openPreset(page, 'resnet');
      await canvas.waitForLayout();
      await canvas.node('stage2').dblclick();
      await expect(canvas.node('residual')).toBeVisible();
      await canvas.waitForLayout();
      await expectNone('inside a block');
    });

    test('axe-core finds nothing wrong with the training panel', async ({ netloom }) => {
      const { page } = netloom;
      const panel = new TrainingPanel(page);
      const expectNone = async (view: string) => expect.soft(await findViolations(page), view).toEqual([]);
      await panel.set('Epochs', 2);
      await panel.train.click();
      await panel.waitForSteps();
      await expectNone('training');
      await expect(page.getByTestId('epoch-1')).toBeVisible({ timeout: 60_000 });
      await panel.stop.click();
      await panel.expectFace('stopped');
      await expectNone('stopped');
      for (const part of ['learning-rate', 'data', 'device', 'end'] as const) await panel.unfold(part);
      await expectNone('all settings');
      const workbench = new Workbench(page);
      for (const tab of ['Curves', 'Results', 'Inside', 'Runs', 'Sweeps'] as const) {
        await workbench.show(tab);
        await expectNone(tab);
      }
    });
  });
}
