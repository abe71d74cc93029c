import { expect, type Netloom, test } from '../fixture';
import { Canvas } from '../pages/canvas';
import { TrainingPanel } from '../pages/training-panel';

/**
 * What a start costs, warm: from the command until LeNet is on the canvas and Train can be pressed, and from that click to the first number
 * of the run. `NETLOOM_BENCH=1 npx playwright test bench/first-start`. Makes figures and asserts none.
 */
const STARTS = Number(process.env.NETLOOM_BENCH_STARTS ?? 5);

const LAST_WIRE_OF_LENET = 12;

test('from the command to a window, and from Train to a number', async ({ netloom }) => {
  test.setTimeout(300_000);
  const starts: { readonly window: number; readonly firstNumber: number }[] = [];
  let current: Netloom = netloom;
  for (let start = 0; start < STARTS; start += 1) {
    await current.app.close();
    const begun = performance.now();
    current = await current.startAgain();
    const panel = new TrainingPanel(current.page);
    await expect(new Canvas(current.page).wires.nth(LAST_WIRE_OF_LENET)).toBeAttached();
    await expect(panel.train).toBeEnabled();
    const window = secondsSince(begun);
    const clicked = performance.now();
    await panel.train.click();
    await panel.waitForSteps();
    starts.push({ window, firstNumber: secondsSince(clicked) });
    await panel.stop.click();
    await panel.expectPanelState('stopped');
  }
  process.stdout.write(`${JSON.stringify(starts)}\n`);
  await current.attachFigures('starts', starts);
  expect(starts).toHaveLength(STARTS);
});

function secondsSince(begun: number): number {
  return Math.round(performance.now() - begun) / 1_000;
}
