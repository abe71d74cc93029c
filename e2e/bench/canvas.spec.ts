import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { countFrames, dragInCircles, type FrameFigures, type Point, zoomInAndOut } from '../count-frames';
import { expect, type Netloom, test } from '../fixture';
import { projectDirectory } from '../launch';
import { Canvas } from '../pages/canvas';
import { openPreset } from '../pages/library';
import { startStressPeer } from './stress-peer';

/**
 * How smooth the canvas is with large networks, beside React Flow's own stress example in the same Electron:
 * `NETLOOM_BENCH=1 npx playwright test bench/canvas`. Makes figures and asserts none.
 */

const SIZE = { width: 1280, height: 800 };
const RESULTS =
  process.env.NETLOOM_BENCH_OUT ?? path.join(projectDirectory, 'test-results', 'canvas-speed.json');

test.setTimeout(300_000);

/** Adds figures to the file of results, whether or not the next test fails. */
function keep(name: string, figures: unknown): void {
  const before: unknown = existsSync(RESULTS) ? JSON.parse(readFileSync(RESULTS, 'utf8')) : {};
  const machine = `${cpus().length} × ${cpus()[0]?.model}`;
  const results = { ...(typeof before === 'object' ? before : {}), machine, [name]: figures };
  writeFileSync(RESULTS, `${JSON.stringify(results, null, 2)}\n`);
}

interface Figures {
  readonly nodes: number;
  readonly shown: number;
  readonly zoom: number;
  readonly pan: FrameFigures;
  readonly zooming: FrameFigures;
  readonly drag: FrameFigures;
}

async function zoomOf(page: Page): Promise<number> {
  return page.evaluate(() => {
    const element = document.querySelector('.react-flow__viewport');
    return element === null ? 0 : new DOMMatrix(getComputedStyle(element).transform).a;
  });
}

/**
 * A point of the canvas with nothing on it, and one of a card so far inside that a drag around it does not come to the edge, where the
 * canvas would move along: found in the page itself.
 */
async function findPlaces(page: Page): Promise<{ empty: Point; card: Point }> {
  return page.evaluate(() => {
    const region = document.querySelector('.react-flow')?.getBoundingClientRect() ?? new DOMRect();
    const at = (x: number, y: number) => document.elementFromPoint(x, y);
    const places: { empty: Point | null; card: Point | null } = { empty: null, card: null };
    const middle = region.left + region.width / 2;
    for (let y = region.top + region.height * 0.4; y < region.bottom - 60; y += 7) {
      for (let step = 0; step < region.width / 2 - 40; step += 9) {
        for (const x of [middle - step, middle + step]) {
          const element = at(x, y);
          if (element === null) continue;
          const isInside = step < region.width / 2 - 150 && y < region.bottom - 160;
          if (places.card === null && isInside && element.closest('.react-flow__node') !== null)
            places.card = { x, y };
          if (places.empty === null && element.classList.contains('react-flow__pane'))
            places.empty = { x, y };
        }
      }
      if (places.card !== null && places.empty !== null) break;
    }
    const fallback = { x: middle, y: region.top + region.height / 2 };
    return { empty: places.empty ?? fallback, card: places.card ?? fallback };
  });
}

async function measureGestures(page: Page, nodes: number): Promise<Figures> {
  const { empty, card } = await findPlaces(page);
  const zoom = await zoomOf(page);
  const shown = await page.locator('.react-flow__node').count();
  const pan = await countFrames(page, () => dragInCircles(page, empty, 160));
  const drag = await countFrames(page, () => dragInCircles(page, card, 100));
  const zooming = await countFrames(page, () => zoomInAndOut(page, card));
  return { nodes, shown, zoom: Math.round(zoom * 1_000) / 1_000, pan, zooming, drag };
}

async function runCommand(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill(name);
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('Enter');
}

/** Waits until cards are drawn: each by itself, or all of a large network as one picture. */
async function settle(page: Page): Promise<void> {
  const drawn = page.locator('.react-flow__node, [data-testid="simplified-nodes"] path[data-category]');
  await drawn.first().waitFor({ timeout: 20_000 });
  await page.waitForTimeout(800);
}

async function measureNetwork(netloom: Netloom, name: string, prepare: () => Promise<void>): Promise<void> {
  const { page } = netloom;
  await netloom.resize(SIZE.width, SIZE.height);
  const canvas = new Canvas(page);
  await canvas.waitForLayout();
  await prepare();
  await canvas.waitForLayout();
  await canvas.region.focus();
  const layout = await countFrames(page, async () => {
    await runCommand(page, 'Expand all blocks here');
    await settle(page);
  });
  await runCommand(page, 'Automatic layout');
  await settle(page);
  const layouts = await page.evaluate(() =>
    performance.getEntriesByName('netloom:layout').map((entry) => Math.round(entry.duration)),
  );
  const nodes = await page.evaluate(() => {
    const status = [...document.querySelectorAll('[role="status"]')].map(
      (element) => element.textContent ?? '',
    );
    // Digits are in groups.
    return Number((/([\d,]+) nodes/.exec(status.join(' '))?.[1] ?? '0').replaceAll(',', ''));
  });
  const figures: Record<string, unknown> = {
    nodes,
    layoutMilliseconds: layouts,
    worstFrameWhileExpandingAndLayingOut: layout.worstMilliseconds,
  };
  await canvas.region.focus();
  await page.keyboard.press('Control+1');
  await settle(page);
  figures.whole = await measureGestures(page, nodes);
  await canvas.region.focus();
  await page.keyboard.press('Control+1');
  await settle(page);
  await zoomTo(page, 0.25);
  await netloom.capture(`${name} at 0.25`);
  figures.overview = await measureGestures(page, nodes);
  await zoomTo(page, 1);
  figures.reading = await measureGestures(page, nodes);
  figures.edit = await measureEdit(netloom);
  keep(name, figures);
}

async function zoomTo(page: Page, wanted: number): Promise<void> {
  const region = await page.locator('.react-flow').boundingBox();
  if (region === null) throw new Error('No canvas');
  await page.mouse.move(region.x + region.width / 2, region.y + region.height / 2);
  for (let tries = 0; tries < 200; tries += 1) {
    const zoom = await zoomOf(page);
    if (Math.abs(Math.log(zoom / wanted)) < 0.06) break;
    await page.mouse.wheel(0, zoom < wanted ? -30 : 30);
    await page.waitForTimeout(20);
  }
  await settle(page);
}

/** From the key to the frame in which the wires say the new shape. */
async function measureEdit({ page }: Netloom): Promise<{ median: number; worst: number }> {
  await page.keyboard.press('Control+f');
  await page.getByRole('dialog').getByRole('combobox').fill('conv1');
  await page.keyboard.press('Enter');
  await page.waitForTimeout(600);
  // DenseNet's first convolution has an expression there, which no arrow key changes.
  const plainly = page.getByRole('button', { name: 'Use a value: Filters' });
  if ((await plainly.count()) > 0) await plainly.click();
  const field = page.getByRole('textbox', { name: 'Filters' });
  await field.focus();
  const times: number[] = [];
  for (let round = 0; round < 9; round += 1) {
    await page.evaluate(() => {
      const texts = () =>
        [...document.querySelectorAll('.react-flow__edge text')]
          .map((element) => element.textContent)
          .join('|');
      const before = texts();
      Reflect.set(
        window,
        'editTime',
        new Promise<number>((resolve, reject) => {
          setTimeout(() => reject(new Error('No wire says a new shape.')), 5_000);
          window.addEventListener(
            'keydown',
            () => {
              const start = performance.now();
              const look = () => {
                if (texts() === before) requestAnimationFrame(look);
                else {
                  // After this frame's drawing.
                  const channel = new MessageChannel();
                  channel.port1.onmessage = () => resolve(performance.now() - start);
                  requestAnimationFrame(() => channel.port2.postMessage(null));
                }
              };
              requestAnimationFrame(look);
            },
            { once: true, capture: true },
          );
        }),
      );
    });
    await page.keyboard.press('ArrowUp');
    times.push(
      await page.evaluate(() => {
        const time: Promise<number> = Reflect.get(window, 'editTime');
        return time;
      }),
    );
  }
  times.sort((a, b) => a - b);
  return { median: Math.round(times[4] ?? Number.NaN), worst: Math.round(times[8] ?? Number.NaN) };
}

for (const nodes of [625, 1_250]) {
  test(`React Flow’s stress example with ${nodes} nodes`, async () => {
    const directory = mkdtempSync(path.join(tmpdir(), 'netloom-stress-'));
    const { app, page } = await startStressPeer(directory, nodes);
    try {
      await settle(page);
      keep(`React Flow stress, ${nodes}`, await measureGestures(page, nodes));
    } finally {
      await app.close();
      rmSync(directory, { recursive: true, force: true });
    }
  });
}

for (const preset of ['resnet-152', 'densenet-201']) {
  test(`${preset}, expanded`, async ({ netloom }) => {
    await measureNetwork(netloom, preset, async () => {
      await openPreset(netloom.page, preset);
      await expect(netloom.page.getByRole('heading', { level: 1 })).not.toHaveText(/LeNet/);
    });
  });
}

test('ResNet-152 and DenseNet-201 in one network, expanded', async ({ netloom }) => {
  await measureNetwork(netloom, 'both', async () => {
    const { page } = netloom;
    await openPreset(page, 'resnet-152');
    await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(/LeNet/);
    await page.getByRole('button', { name: 'Gallery', exact: true }).click();
    await page
      .getByTestId('preset-densenet-201')
      .getByRole('button', { name: /^Insert/ })
      .click();
  });
});
