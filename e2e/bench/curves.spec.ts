import { countFrames } from '../count-frames';
import { expect, type Netloom, test } from '../fixture';

/** Points of the running curve before the frames are counted, and those that come in meanwhile. */
const POINTS = Number(process.env.NETLOOM_BENCH_POINTS ?? 100_000);
const POINTS_PER_EVENT = 1_000;
const MOVES = 90;

test('curves of 100,000 points follow the hand while more points come in', async ({ netloom }) => {
  test.setTimeout(120_000);
  const { page } = netloom;
  await netloom.resize(1_280, 800);
  await page.keyboard.press('Control+j');
  await sendPoints(netloom, 0, POINTS);
  const chart = page.locator('[data-testid="workbench"] .u-over').first();
  await expect(chart).toBeVisible();
  const box = await chart.boundingBox();
  if (box === null) throw new Error('The chart has no place.');
  const smoothing = page.getByRole('slider', { name: 'Smoothing' });

  const still = await countFrames(page, () => page.waitForTimeout(1_500));
  const crosshair = await countFrames(page, async () => {
    for (let move = 0; move < MOVES; move += 1) {
      await page.mouse.move(box.x + (box.width * (move + 0.5)) / MOVES, box.y + box.height / 2);
      if (move % 6 === 0) await sendPoints(netloom, POINTS + move * 2, 12);
      await page.waitForTimeout(16);
    }
  });
  const slider = await countFrames(page, async () => {
    for (let move = 0; move < 40; move += 1) {
      await smoothing.fill(String(0.5 + move / 100));
      await page.waitForTimeout(16);
    }
  });
  await netloom.attachFigures('frames with long curves', { points: POINTS, still, crosshair, slider });
  process.stdout.write(`${JSON.stringify({ points: POINTS, still, crosshair, slider })}\n`);
  expect(crosshair.frames).toBeGreaterThan(10);
  expect(slider.frames).toBeGreaterThan(5);
});

/** Sends the window points as main does, in place of a run that would take hours. */
async function sendPoints({ app }: Netloom, from: number, count: number): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, { start, total, perEvent }) => {
      const window = BrowserWindow.getAllWindows()[0];
      const send = (event: object) => window?.webContents.send('run:event', { runId: 'long', event });
      if (start === 0) {
        send({
          type: 'compiled',
          device: { kind: 'cpu', name: 'none' },
          engine: 'none',
          trainableParameters: 1,
          stepsPerEpoch: 1_000,
          epochs: 200,
          trainCount: 1,
          testCount: 1,
          secondsToFirstStep: 1,
        });
      }
      for (let at = start; at < start + total; at += perEvent) {
        const points = Array.from({ length: Math.min(perEvent, start + total - at) }, (_, offset) => {
          const step = at + offset + 1;
          const noise = Math.sin(step * 12.9898) * 0.2;
          return {
            step,
            epoch: step / 1_000,
            loss: 2 / (1 + step / 20_000) + noise,
            accuracy: Math.min(1, step / 120_000 + 0.1 * Math.abs(noise)),
            learningRate: 0.1,
          };
        });
        send({ type: 'step', points, examplesPerSecond: 20_000, secondsLeft: 100, memoryBytes: 8e8 });
      }
    },
    { start: from, total: count, perEvent: POINTS_PER_EVENT },
  );
}
