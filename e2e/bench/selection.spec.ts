import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import path from 'node:path';
import { expect, test } from '../fixture';
import { chainOf, largeDocument } from '../large-document';
import { projectDirectory } from '../launch';
import { Canvas } from '../pages/canvas';
import { answerOpenDialogs } from '../pages/system';
import { type Gesture, type Measured, onCanvas, press, rest } from './gestures';
import { measureTasks, recordProfile, type TaskFigures } from './longest-task';
import { FIELD_GESTURES, GESTURES } from './selection-gestures';

/**
 * What every command costs the interface thread while hundreds and thousands of cards are selected:
 * `NETLOOM_BENCH=1 npx playwright test bench/selection`. Prints a table of milliseconds and asserts none.
 */

const SIZE = { width: 1280, height: 800 };
const RESULTS =
  process.env.NETLOOM_BENCH_OUT ?? path.join(projectDirectory, 'test-results', 'selection.json');
const SIZES = (process.env.NETLOOM_BENCH_NODES ?? '500,4000').split(',').map(Number);
const ROUNDS = Number(process.env.NETLOOM_BENCH_ROUNDS ?? 3);
/** Near: a few cards are in view and can be read. Whole: all of them are. */
const VIEWS = (process.env.NETLOOM_BENCH_VIEWS ?? 'near,whole').split(',');
const ONLY = process.env.NETLOOM_BENCH_ONLY;
/** A folder for a profile of each gesture, recorded instead of figures. */
const PROFILES = process.env.NETLOOM_BENCH_PROFILES;

test.setTimeout(3_000_000);

function print(results: Readonly<Record<string, Readonly<Record<string, TaskFigures>>>>): void {
  const sizes = Object.keys(results);
  const names = [...new Set(sizes.flatMap((size) => Object.keys(results[size] ?? {})))];
  const lines = names.map((name) => {
    const cells = sizes.map((size) => {
      const found = results[size]?.[name];
      return found === undefined ? '–' : `${found.longest} (${found.processor})`;
    });
    return `| ${[name, ...cells].join(' | ')} |`;
  });
  process.stdout.write(`\n| command | ${sizes.join(' | ')} |\n|---|${sizes.map(() => '---|').join('')}\n`);
  process.stdout.write(`${lines.join('\n')}\n`);
}

function keep(size: string, name: string, figures: TaskFigures): void {
  const before = existsSync(RESULTS) ? JSON.parse(readFileSync(RESULTS, 'utf8')) : {};
  const ofSize = { ...before[size], [name]: figures };
  writeFileSync(
    RESULTS,
    `${JSON.stringify({ ...before, machine: cpus()[0]?.model, [size]: ofSize }, null, 2)}\n`,
  );
}

async function openDocument({ page, netloom }: Measured, text: string): Promise<TaskFigures> {
  const file = path.join(netloom.userData, `network-${text.length}.netloom`);
  writeFileSync(file, text);
  await new Canvas(page).waitForLayout();
  await answerOpenDialogs(netloom.app, file);
  const figures = await measureTasks(page, async () => {
    await page.keyboard.press('Control+o');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/nodes/);
  });
  return figures;
}

/** Measures the gestures in turn, several times; of each the best figure counts: the machine has other work. */
async function measureAll(on: Measured, size: number, view: string, gestures: readonly Gesture[]) {
  const best: Record<string, TaskFigures> = {};
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const gesture of gestures) {
      if (ONLY !== undefined && !ONLY.split(',').some((wanted) => gesture.name.startsWith(wanted))) continue;
      await gesture.before?.(on);
      if (PROFILES !== undefined) {
        const file = path.join(PROFILES, `${size}-${view}-${gesture.name.replace(/\W+/g, '-')}.cpuprofile`);
        await recordProfile(on.page, file, () => measureTasks(on.page, () => gesture.run(on)));
        await gesture.after?.(on);
        continue;
      }
      const figures = await measureTasks(on.page, () => gesture.run(on));
      await gesture.after?.(on);
      const known = best[gesture.name];
      best[gesture.name] = known !== undefined && known.longest <= figures.longest ? known : figures;
      keep(`${size} ${view}`, gesture.name, best[gesture.name] ?? figures);
      process.stdout.write(
        `${size} ${view}, ${gesture.name}: ${figures.longest} (${figures.total}), ${figures.processor} = ${figures.script} script, ${figures.style} style, ${figures.layout} layout\n`,
      );
    }
  }
  print({ [`${size} ${view}`]: best });
}

for (const size of SIZES) {
  for (const view of VIEWS) {
    test(`commands on ${size} nodes, ${view}`, async ({ netloom }) => {
      const on: Measured = { page: netloom.page, netloom };
      await netloom.resize(SIZE.width, SIZE.height);
      keep(`${size} ${view}`, 'open', await openDocument(on, largeDocument(size)));
      await onCanvas(on);
      if (view === 'whole') await press('Control+1')(on);
      await rest(on);
      await measureAll(on, size, view, GESTURES);
    });
  }

  test(`a parameter of ${size} nodes`, async ({ netloom }) => {
    const on: Measured = { page: netloom.page, netloom };
    await netloom.resize(SIZE.width, SIZE.height);
    await openDocument(on, chainOf(size, 'conv2d'));
    await measureAll(on, size, 'near', FIELD_GESTURES);
  });
}
