import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect, type Netloom, test } from '../fixture';
import { chainOf, largeDocument } from '../large-document';
import { projectDirectory } from '../launch';
import { Canvas } from '../pages/canvas';
import { answerOpenDialogs } from '../pages/system';
import { measureTasks, recordProfile, type TaskFigures } from './longest-task';

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

interface Measured {
  readonly page: Page;
  readonly netloom: Netloom;
}

interface Gesture {
  readonly name: string;
  /** What has to be so before; not measured. */
  readonly before?: (on: Measured) => Promise<unknown>;
  readonly run: (on: Measured) => Promise<unknown>;
  /** How the document and the view become again what they were; not measured. */
  readonly after?: (on: Measured) => Promise<unknown>;
}

const press =
  (...keys: readonly string[]) =>
  async ({ page }: Measured) => {
    for (const key of keys) await page.keyboard.press(key);
  };

/** Waits until the thread answers again. */
async function rest({ page }: Measured): Promise<void> {
  await measureTasks(page, () => page.waitForTimeout(50));
}

const onCanvas = async ({ page }: Measured) => {
  await page.keyboard.press('Escape');
  await new Canvas(page).region.focus();
};

const selectEverything = async (on: Measured) => {
  await onCanvas(on);
  await press('Control+a')(on);
  await rest(on);
};

const undo = async (on: Measured) => {
  await onCanvas(on);
  await press('Control+z')(on);
  await rest(on);
};

/** Chooses a command from the list of commands, up to the key press that carries it out. */
const choose = (name: string) => async (on: Measured) => {
  await selectEverything(on);
  await on.page.keyboard.press('Control+k');
  await on.page.getByRole('dialog').getByRole('combobox').fill(name);
  await on.page.getByRole('option', { name }).first().waitFor();
  await rest(on);
};

const command = (name: string): Gesture => ({
  name,
  before: choose(name),
  run: press('Enter'),
  after: undo,
});

const key = (name: string, keys: string, after: NonNullable<Gesture['after']> = undo): Gesture => ({
  name,
  before: selectEverything,
  run: press(keys),
  after,
});

/** Moves the mouse onto a card near the middle of the window. */
async function pointAtCard(page: Page): Promise<{ x: number; y: number }> {
  const box = await new Canvas(page).region.boundingBox();
  if (box === null) throw new Error('There is no canvas.');
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const cards = new Canvas(page).nodes;
  for (let step = 0; step < 200; step += 3) {
    const at = { x: middle.x + step, y: middle.y + (step % 50) };
    await page.mouse.move(at.x, at.y);
    if (await cards.evaluateAll((all) => all.some((card) => card.matches(':hover')))) return at;
  }
  throw new Error('There is no card near the middle.');
}

let cardPoint = { x: 0, y: 0 };

const GESTURES: readonly Gesture[] = [
  { name: 'select all', before: onCanvas, run: press('Control+a') },
  { name: 'select none', before: selectEverything, run: press('Escape') },
  key('delete', 'Delete', async () => {}),
  { name: 'undo (of delete)', before: onCanvas, run: press('Control+z') },
  { name: 'redo (of delete)', before: onCanvas, run: press('Control+Shift+z'), after: undo },
  key('cut', 'Control+x'),
  key('copy', 'Control+c', async () => {}),
  key('dissolve', 'Shift+Delete'),
  key('disconnect', 'x'),
  key('enable or disable', 'Control+b'),
  key('mute', 'm'),
  key('make a block', 'Control+g', async () => {}),
  { name: 'replace the block by its content', run: press('Control+Shift+g') },
  { name: 'undo (of the replacement)', before: onCanvas, run: press('Control+z'), after: undo },
  key('frame', 'n'),
  key('nudge', 'ArrowRight'),
  command('Align left edges'),
  command('Distribute vertically'),
  command('Lay out the selection'),
  key('automatic layout', 'Control+l'),
  key('zoom to the selection', 'Shift+F', async (on) => {
    await press('Control+1')(on);
    await rest(on);
  }),
  { name: 'zoom to fit', before: onCanvas, run: press('Control+1') },
  { name: 'zoom in', before: onCanvas, run: press('Control+=') },
  { name: 'zoom out', before: onCanvas, run: press('Control+-') },
  {
    name: 'drag all',
    before: async (on) => {
      await selectEverything(on);
      cardPoint = await pointAtCard(on.page);
      await rest(on);
    },
    run: async ({ page }) => {
      const at = cardPoint;
      await page.mouse.down();
      await page.mouse.move(at.x + 40, at.y + 30, { steps: 6 });
      await page.mouse.up();
    },
    after: undo,
  },
  {
    name: 'box select',
    before: async (on) => {
      await onCanvas(on);
      await press('Escape')(on);
      await rest(on);
    },
    run: (on) => boxSelect(on, 1),
  },
  { name: 'find: open', before: onCanvas, run: press('Control+f') },
  { name: 'find: a letter', run: press('c') },
  { name: 'find: close', run: press('Escape') },
  {
    name: 'outline: show',
    before: onCanvas,
    run: ({ page }) => page.getByRole('tab', { name: 'Outline' }).click(),
  },
  { name: 'outline: select all', before: onCanvas, run: press('Control+a') },
  { name: 'outline: delete all', before: selectEverything, run: press('Delete'), after: undo },
  {
    name: 'outline: hide',
    before: onCanvas,
    run: ({ page }) => page.getByRole('tab', { name: 'Layers' }).click(),
  },
  { name: 'problems: delete half', before: selectHalf, run: press('Delete') },
  { name: 'problems: show', run: ({ page }) => page.getByRole('tab', { name: /^Problems/ }).click() },
  {
    name: 'problems: undo',
    before: onCanvas,
    run: press('Control+z'),
    after: async (on) => {
      await on.page.getByRole('tab', { name: 'Inspector' }).click();
      await rest(on);
    },
  },
  key('duplicate', 'Control+d'),
];

/** On a network of convolutions alone, which have their fields in common. */
const FIELD_GESTURES: readonly Gesture[] = [
  { name: 'parameter of all: show', before: onCanvas, run: press('Control+a') },
  {
    name: 'parameter of all: a key',
    before: ({ page }) => page.getByRole('textbox', { name: 'Filters' }).focus(),
    run: press('ArrowUp'),
  },
  { name: 'parameter of all: a digit', run: press('7') },
  { name: 'parameter of all: undo', before: onCanvas, run: press('Control+z') },
];

/** Draws a box over a share of the canvas from the left. */
async function boxSelect({ page }: Measured, share: number): Promise<void> {
  const box = await new Canvas(page).region.boundingBox();
  if (box === null) return;
  await page.keyboard.down('Shift');
  await page.mouse.move(box.x + 4, box.y + 50);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * share - 4, box.y + box.height - 50, { steps: 5 });
  await page.mouse.up();
  await page.keyboard.up('Shift');
}

async function selectHalf(on: Measured): Promise<void> {
  await onCanvas(on);
  await press('Escape')(on);
  await boxSelect(on, 0.5);
  await rest(on);
}

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
