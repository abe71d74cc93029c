import { expect, test } from './fixture';
import { Canvas, centreOf } from './pages/canvas';
import { TrainingPanel } from './pages/training-panel';

const DRAG_STEPS = 120;
const MILLISECONDS_BETWEEN_STEPS = 16;

interface FrameFigures {
  readonly frames: number;
  readonly medianFramesPerSecond: number;
  readonly worstFramesPerSecond: number;
  readonly share16: number;
}

test('the window follows the mouse while LeNet trains at full speed', async ({ netloom }) => {
  const { page } = netloom;
  await netloom.resize(1280, 800);
  const canvas = new Canvas(page);
  const panel = new TrainingPanel(page);
  await canvas.waitForLayout();
  await panel.train.click();
  await panel.waitForSteps();
  const card = canvas.node('conv1');
  const start = await centreOf(card);

  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.evaluate(startCountingFrames);
  for (let step = 1; step <= DRAG_STEPS; step += 1) {
    const angle = (step / DRAG_STEPS) * 2 * Math.PI;
    await page.mouse.move(start.x + 120 * Math.sin(angle), start.y + 60 * (1 - Math.cos(angle)) + step / 4);
    await page.waitForTimeout(MILLISECONDS_BETWEEN_STEPS);
  }
  const durations = await page.evaluate(() => {
    const counter: { stop(): number[] } = Reflect.get(window, 'frameCounter');
    return counter.stop();
  });
  await page.mouse.up();

  const figures = summarize(durations);
  await netloom.attachFigures('frames while dragging', figures);
  // Xvfb draws in software on cores that the training takes: the figures are for reading, this is for a window that stands still.
  expect(figures.frames).toBeGreaterThan(20);
  const end = await centreOf(card);
  expect(Math.hypot(end.x - start.x, end.y - start.y)).toBeGreaterThan(10);
  // Selecting the node has brought the inspector to the front.
  await panel.show();
  await panel.expectFace('training');
});

/** Runs in the page: notes the time of every frame until it is stopped. */
function startCountingFrames(): void {
  const durations: number[] = [];
  let last = performance.now();
  let isStopped = false;
  const onFrame = (now: number): void => {
    durations.push(now - last);
    last = now;
    if (!isStopped) requestAnimationFrame(onFrame);
  };
  requestAnimationFrame(onFrame);
  Reflect.set(window, 'frameCounter', {
    stop: () => {
      isStopped = true;
      return durations;
    },
  });
}

function summarize(durations: readonly number[]): FrameFigures {
  // The first one began before the counting.
  const sorted = durations.slice(1).sort((left, right) => left - right);
  const median = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const worst = sorted[sorted.length - 1] ?? Number.NaN;
  return {
    frames: sorted.length,
    medianFramesPerSecond: Math.round(10_000 / median) / 10,
    worstFramesPerSecond: Math.round(10_000 / worst) / 10,
    share16:
      Math.round((sorted.filter((duration) => duration < 17.5).length / sorted.length) * 1_000) / 1_000,
  };
}
