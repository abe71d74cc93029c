import { expect, test, trainingLimit } from './fixture';
import { Canvas } from './pages/canvas';
import { QUICK_RATE, TrainingPanel } from './pages/training-panel';

test.use({ settings: { isTourDone: false } });

test('the tour of the first start leads from the welcome to a trained LeNet, and is not offered again', async ({
  netloom,
}) => {
  const { page } = netloom;
  const canvas = new Canvas(page);
  const panel = new TrainingPanel(page);
  const tour = page.getByTestId('tour');
  const title = tour.getByRole('heading');
  await canvas.waitForLayout();
  await expect(title).toHaveText('Welcome to Netloom');
  await netloom.capture('tour 1 welcome');
  await tour.getByRole('button', { name: 'Show me' }).click();
  await expect(title).toHaveText('Look at a layer');
  // Out of the way with one key, and back where it was.
  await page.keyboard.press('Escape');
  await expect(tour).toHaveCount(0);
  await page.getByTestId('show-tour').click();
  await expect(title).toHaveText('Look at a layer');
  await canvas.select('conv1');
  await expect(title).toHaveText('Change it');
  await netloom.capture('tour 3 change');
  // With the button, which puts the focus into the field: Ctrl+Z takes the change back there, too.
  await page
    .getByTestId('inspector')
    .getByRole('button', { name: /^(Increase|More)/ })
    .first()
    .click();
  await expect(canvas.wire('conv1', 'sigmoid1')).toContainText('28 × 28 × 7');
  await expect(title).toHaveText('Nothing is lost');
  await page.keyboard.press('Control+z');
  await expect(title).toHaveText('Train it');
  await expect(canvas.node('conv1')).toHaveClass(/selected/);
  await netloom.capture('tour 5 train');
  await page.getByRole('tab', { name: 'Training' }).click();
  // Ten epochs with the preset's own settings, as a beginner has them, are trained in training.spec.ts.
  await panel.set('Epochs', 1);
  await panel.chooseAdam();
  await panel.set('Learning rate', QUICK_RATE);
  await panel.train.click();
  await expect(title).toHaveText('It is learning');
  await netloom.capture('tour 6 watch');
  await expect(title).toHaveText('LeNet is trained', { timeout: trainingLimit() });
  await netloom.capture('tour 7 end');
  const said = (await tour.textContent()) ?? '';
  const accuracy = Number(/([\d.]+)\s?%/.exec(said)?.[1]);
  expect(accuracy).toBeGreaterThan(50);
  await tour.getByRole('button', { name: 'Done' }).click();
  await expect(tour).toHaveCount(0);

  // Panels are at the next start as they were left.
  const edge = { name: 'Panel width' };
  await page.getByRole('slider', edge).press('ArrowLeft');
  await expect(page.getByRole('slider', edge)).toHaveAttribute('aria-valuenow', '360');
  await page.getByRole('tab', { name: 'Outline' }).click();
  const again = await netloom.startAgain();
  await new Canvas(again.page).waitForLayout();
  await expect(again.page.getByTestId('tour')).toHaveCount(0);
  await expect(again.page.getByRole('slider', edge)).toHaveAttribute('aria-valuenow', '360');
  await expect(again.page.getByRole('tab', { name: 'Outline' })).toHaveAttribute('aria-selected', 'true');
});
