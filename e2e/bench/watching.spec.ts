import { countFrames, type FrameFigures } from '../count-frames';
import { expect, type Netloom, test } from '../fixture';
import { Canvas } from '../pages/canvas';
import { TrainingPanel } from '../pages/training-panel';
import { Workbench } from '../pages/workbench';

/**
 * What being watched costs: one run of LeNet whose epochs are watched with everything open, with the workbench closed, and by nobody (the
 * window is hidden), by turns; and the frames of the window meanwhile. `NETLOOM_BENCH=1 npx playwright test bench/watching`. Makes
 * figures and asserts none.
 */

/** Epochs of each turn; the first begins and ends in the middle of a change, so only the last counts. */
const EPOCHS_PER_TURN = 2;
const TURNS = Number(process.env.NETLOOM_BENCH_TURNS ?? 12);

const STATES = ['watched', 'closed', 'hidden'] as const;

interface Point {
  readonly epoch: number;
  readonly examplesPerSecond: number;
}

test('LeNet in training, watched and not', async ({ netloom }) => {
  test.setTimeout(400_000);
  const { page } = netloom;
  await netloom.resize(1_920, 1_080);
  await new Canvas(page).waitForLayout();
  const panel = new TrainingPanel(page);
  const workbench = new Workbench(page);
  await panel.set('Epochs', TURNS * EPOCHS_PER_TURN + 2);
  await panel.train.click();
  await panel.waitForSteps();
  await new Canvas(page).select('conv1');
  const frames: FrameFigures[] = [];
  const speeds: Record<(typeof STATES)[number], number[]> = { watched: [], closed: [], hidden: [] };
  let done = await waitForEpochs(netloom, 1);
  for (let turn = 0; turn < TURNS; turn += 1) {
    const state = STATES[turn % STATES.length] ?? 'watched';
    if (state === 'watched') {
      await setVisible(netloom, true);
      await watch(netloom, workbench);
      frames.push(await countFrames(page, () => page.waitForTimeout(2_000)));
    } else if (state === 'closed') await page.keyboard.press('Control+j');
    else await setVisible(netloom, false);
    done = await waitForEpochs(netloom, done.length + EPOCHS_PER_TURN);
    speeds[state].push(Math.round(done[done.length - 1]?.examplesPerSecond ?? Number.NaN));
  }
  await setVisible(netloom, true);
  await panel.stop.click();
  const ratio = (of: number[], to: number[]) => Math.round((1_000 * median(of)) / median(to)) / 1_000;
  const figures = {
    ...speeds,
    watchedToHidden: ratio(speeds.watched, speeds.hidden),
    watchedToClosed: ratio(speeds.watched, speeds.closed),
    frames,
  };
  process.stdout.write(`${JSON.stringify(figures)}\n`);
  await netloom.attachFigures('training while watched', figures);
  expect(speeds.watched).toHaveLength(TURNS / STATES.length);
});

async function setVisible({ app }: Netloom, isVisible: boolean): Promise<void> {
  await app.evaluate(({ BrowserWindow }, wanted) => {
    const [window] = BrowserWindow.getAllWindows();
    if (wanted) window?.show();
    else window?.hide();
  }, isVisible);
}

/** Opens everything there is to see of a run: curves at the side, the inside below, maps beside the cards. */
async function watch({ page }: Netloom, workbench: Workbench): Promise<void> {
  await workbench.show('Inside');
  const maps = page.getByRole('switch', { name: 'Maps beside the cards' });
  if ((await maps.getAttribute('aria-checked')) !== 'true') await maps.click();
}

/** The epochs done, when there are so many. The window is asked again and again: hidden, its own timers would be slow. */
async function waitForEpochs({ page }: Netloom, count: number): Promise<readonly Point[]> {
  let points: readonly Point[] = [];
  const countNow = async () => {
    points = await page.evaluate(async () => {
      const reply = await window.netloom.invoke('run:current', undefined);
      const events = reply.ok ? (reply.value?.events ?? []) : [];
      return events.flatMap((event) => (event.type === 'epoch' ? [event.point] : []));
    });
    return points.length;
  };
  await expect.poll(countNow, { intervals: [200], timeout: 60_000 }).toBeGreaterThanOrEqual(count);
  return points;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
