import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { countFrames, type FrameFigures } from '../count-frames';
import { expect, type Netloom, test } from '../fixture';
import { Canvas } from '../pages/canvas';
import { TrainingPanel } from '../pages/training-panel';
import { Workbench } from '../pages/workbench';
import { difference, processorTime } from './processor-time';

/**
 * What being watched costs: one run of LeNet, whose epochs are watched by turns: with the inside of the network open and maps beside the
 * cards, with all curves open, with the workbench closed, and by nobody (the window is hidden); and the frames of the window meanwhile.
 * `NETLOOM_BENCH=1 npx playwright test bench/watching`. Makes figures and asserts none.
 */

/** Epochs of each turn that count; another one, in the middle of which it began, goes before. */
const EPOCHS_COUNTED = 2;
const EXAMPLES = 60_000;
const ROUNDS = Number(process.env.NETLOOM_BENCH_ROUNDS ?? 5);

const STATES = ['inside', 'curves', 'closed', 'hidden'] as const;
type State = (typeof STATES)[number];

interface Point {
  readonly epoch: number;
  readonly examplesPerSecond: number;
}

interface Turn {
  readonly examplesPerSecond: number;
  /** Seconds of processor time. */
  readonly trainerPerExample: number;
  /** Processor cores used, on the average. */
  readonly cores: Readonly<Record<'window' | 'screen' | 'main', number>>;
}

test('LeNet in training, watched and not', async ({ netloom }) => {
  test.setTimeout(600_000);
  const { page } = netloom;
  await netloom.resize(1_920, 1_080);
  await new Canvas(page).waitForLayout();
  const panel = new TrainingPanel(page);
  await panel.set('Epochs', 1_000);
  await panel.train.click();
  await panel.waitForSteps();
  await new Canvas(page).select('conv1');
  const turns: Record<State, Turn[]> = { inside: [], curves: [], closed: [], hidden: [] };
  const frames: Record<State, FrameFigures[]> = { inside: [], curves: [], closed: [], hidden: [] };
  let done = await waitForEpochs(netloom, 1);
  for (let turn = 0; turn < ROUNDS * STATES.length; turn += 1) {
    const state = STATES[turn % STATES.length] ?? 'hidden';
    await enter(netloom, state);
    if (state !== 'hidden') frames[state].push(await countFrames(page, () => page.waitForTimeout(2_000)));
    done = await waitForEpochs(netloom, done.length + 1);
    const before = await processorTime(netloom);
    const begun = performance.now();
    done = await waitForEpochs(netloom, done.length + EPOCHS_COUNTED);
    const seconds = (performance.now() - begun) / 1_000;
    const used = difference(await processorTime(netloom), before);
    turns[state].push({
      examplesPerSecond: median(done.slice(-EPOCHS_COUNTED).map((point) => point.examplesPerSecond)),
      trainerPerExample: used.trainer / (EPOCHS_COUNTED * EXAMPLES),
      cores: { window: used.window / seconds, screen: used.screen / seconds, main: used.main / seconds },
    });
  }
  await enter(netloom, 'curves');
  await panel.stop.click();
  const figures = figuresOf(turns, frames);
  process.stdout.write(`${JSON.stringify({ ...figures, speeds: speedsOf(turns) }, null, 1)}\n`);
  await netloom.attachFigures('training while watched', figures);
  expect(turns.inside).toHaveLength(ROUNDS);
});

/** Of a state, over its turns: medians; speed and trainer's time against the hidden turn of the same round. */
function figuresOf(turns: Record<State, Turn[]>, frames: Record<State, FrameFigures[]>) {
  const figures = STATES.map((state) => {
    const of = turns[state];
    const toHidden = (value: (turn: Turn) => number) =>
      median(of.map((turn, round) => value(turn) / value(turns.hidden[round] ?? turn)));
    return [
      state,
      {
        speedToHidden: rounded(toHidden((turn) => turn.examplesPerSecond)),
        trainerTimePerExampleToHidden: rounded(toHidden((turn) => turn.trainerPerExample)),
        coresOfWindow: rounded(median(of.map(({ cores }) => cores.window))),
        coresOfScreen: rounded(median(of.map(({ cores }) => cores.screen))),
        coresOfMain: rounded(median(of.map(({ cores }) => cores.main))),
        medianFps: median(frames[state].map(({ medianFps }) => medianFps)),
        lowFps: median(frames[state].map(({ lowFps }) => lowFps)),
      },
    ];
  });
  return Object.fromEntries(figures);
}

function speedsOf(turns: Record<State, Turn[]>) {
  return Object.fromEntries(
    STATES.map((state) => [state, turns[state].map((turn) => Math.round(turn.examplesPerSecond))]),
  );
}

/** Opens what there is to see, or nothing, or hides the window. */
async function enter(netloom: Netloom, state: State): Promise<void> {
  const { app, page } = netloom;
  await app.evaluate(({ BrowserWindow }, isHidden) => {
    const [window] = BrowserWindow.getAllWindows();
    if (isHidden) window?.hide();
    else window?.show();
  }, state === 'hidden');
  const workbench = new Workbench(page);
  if (state === 'closed') await page.keyboard.press('Control+j');
  else if (state === 'curves') await workbench.show('Metrics');
  else if (state === 'inside') {
    await workbench.show('Activations and weights');
    const maps = page.getByRole('switch', { name: 'Feature maps next to cards' });
    if ((await maps.getAttribute('aria-checked')) !== 'true') await maps.click();
  }
}

/** The epochs done, when there are this many: read from the disk, so that asking costs the app nothing. */
async function waitForEpochs({ userData }: Netloom, count: number): Promise<readonly Point[]> {
  const runs = path.join(userData, 'runs');
  let points: readonly Point[] = [];
  const countNow = () => {
    const [run = ''] = readdirSync(runs);
    points = readFileSync(path.join(runs, run, 'events.jsonl'), 'utf8')
      .split('\n')
      .slice(0, -1)
      .filter((line) => line.startsWith('{"type":"epoch"'))
      .map((line) => JSON.parse(line).point);
    return points.length;
  };
  await expect.poll(countNow, { intervals: [200], timeout: 120_000 }).toBeGreaterThanOrEqual(count);
  return points;
}

function rounded(figure: number): number {
  return Math.round(1_000 * figure) / 1_000;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
