import { countFrames } from './count-frames';
import { expect, test } from './fixture';
import { Canvas, centerOf } from './pages/canvas';
import { TrainingPanel } from './pages/training-panel';

const DRAG_STEPS = 120;
const MILLISECONDS_BETWEEN_STEPS = 16;

test('the window follows the mouse while LeNet trains at full speed', async ({ netloom }) => {
  const { page } = netloom;
  await netloom.resize(1280, 800);
  const canvas = new Canvas(page);
  const panel = new TrainingPanel(page);
  await canvas.waitForLayout();
  await panel.train.click();
  await panel.waitForSteps();
  const card = canvas.node('conv1');
  const start = await centerOf(card);

  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  const figures = await countFrames(page, async () => {
    for (let step = 1; step <= DRAG_STEPS; step += 1) {
      const angle = (step / DRAG_STEPS) * 2 * Math.PI;
      await page.mouse.move(start.x + 120 * Math.sin(angle), start.y + 60 * (1 - Math.cos(angle)) + step / 4);
      await page.waitForTimeout(MILLISECONDS_BETWEEN_STEPS);
    }
  });
  await page.mouse.up();

  await netloom.attachFigures('frames while dragging', figures);
  // Xvfb draws in software on cores that the training takes: the figures are for reading, this is for a window that stands still.
  expect(figures.frames).toBeGreaterThan(20);
  const end = await centerOf(card);
  expect(Math.hypot(end.x - start.x, end.y - start.y)).toBeGreaterThan(10);
  // Selecting the node has brought the inspector to the front.
  await panel.show();
  await panel.expectPanelState('training');
});
