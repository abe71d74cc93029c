import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { countFrames } from '../count-frames';
import { expect, type Netloom, test } from '../fixture';
import { Canvas } from '../pages/canvas';
import { Workbench } from '../pages/workbench';
import { difference, processorTime } from './processor-time';

/** Color images of the size of CIFAR-10's. */
const SHAPE = [32, 32, 3] as const;
const COUNT = Number(process.env.NETLOOM_BENCH_IMAGES ?? 100_000);
const CLASSES = 10;
const MOVES = 150;
const MILLISECONDS_BETWEEN_MOVES = 16;

test.use({ settings: { isTourDone: true } });

test('a grid of 100,000 images is scrolled through fast', async ({ netloom: first }) => {
  test.setTimeout(300_000);
  writeDataset(path.join(first.userData, 'data', 'netloom', 'datasets'));
  // What data sets there are is read at the start.
  const netloom = await first.startAgain();
  const { page } = netloom;
  await netloom.resize(1_920, 1_080);
  await new Canvas(page).waitForLayout();
  await new Workbench(page).show('Data');
  await page.getByRole('combobox', { name: 'Data set' }).first().click();
  await page.getByRole('option', { name: 'Grid', exact: true }).click();
  const total = COUNT.toLocaleString('en');
  await expect(page.getByTestId('data-count')).toHaveText(`${total} of ${total} examples`);
  await page.getByRole('button', { name: 'Maximize' }).click();
  const grid = page.getByTestId('data-grid');
  const box = await grid.boundingBox();
  if (box === null) throw new Error('The grid has no place.');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);

  const before = { memory: await megabytes(netloom), time: await processorTime(netloom) };
  const still = await countFrames(page, () => page.waitForTimeout(1_500));
  const wheel = await countFrames(page, async () => {
    for (let move = 0; move < MOVES; move += 1) {
      await page.mouse.wheel(0, 1_200);
      await page.waitForTimeout(MILLISECONDS_BETWEEN_MOVES);
    }
  });
  // The thumb of the scroll bar, dragged from one end to the other and back.
  const drag = await countFrames(page, async () => {
    for (let move = 0; move <= MOVES; move += 1) {
      const share = 1 - Math.abs(1 - (2 * move) / MOVES);
      await grid.evaluate((element, to) => element.scrollTo(0, to * element.scrollHeight), share);
      await page.waitForTimeout(MILLISECONDS_BETWEEN_MOVES);
    }
  });
  const memory = await megabytes(netloom);
  const used = difference(await processorTime(netloom), before.time);
  const figures = {
    images: COUNT,
    still,
    wheel,
    drag,
    memory: { before: before.memory, after: memory },
    used,
  };
  await netloom.attachFigures('scrolling through a grid', figures);
  process.stdout.write(`${JSON.stringify(figures)}\n`);
  expect(wheel.frames).toBeGreaterThan(10);
  expect(drag.frames).toBeGreaterThan(10);
});

/** Megabytes in memory, by the kind of process. */
async function megabytes({ app }: Netloom): Promise<Readonly<Record<string, number>>> {
  const metrics = await app.evaluate(({ app: self }) =>
    self.getAppMetrics().map(({ type, memory }) => [type, memory.workingSetSize / 1_024] as const),
  );
  const sums: Record<string, number> = {};
  for (const [type, size] of metrics) sums[type] = Math.round((sums[type] ?? 0) + size);
  return sums;
}

/** A prepared data set beside those that are there, as an import would have written it; made here because it would take minutes. */
function writeDataset(root: string): void {
  const id = 'grid-00000000';
  const folder = path.join(root, id);
  mkdirSync(folder, { recursive: true });
  const train = COUNT - COUNT / 10;
  const write = (file: string, bytes: Uint8Array) => {
    writeFileSync(path.join(folder, file), bytes);
    return { file, sha256: createHash('sha256').update(bytes).digest('hex') };
  };
  const splitOf = (name: string, start: number, count: number) => ({
    count,
    examples: write(`${name}.examples`, imagesFrom(start, count)),
    targets: write(
      `${name}.targets`,
      new Uint8Array(Int32Array.from({ length: count }, (_, at) => at % CLASSES).buffer),
    ),
  });
  const splits = { train: splitOf('train', 0, train), test: splitOf('test', train, COUNT - train) };
  const lines = Array.from({ length: COUNT }, (_, at) => {
    const split = at < train ? 'train' : 'test';
    const sha256 = createHash('sha256').update(String(at)).digest('hex');
    return JSON.stringify({ key: `${at}.png`, sha256, size: [32, 32], split, target: at % CLASSES });
  });
  writeFileSync(path.join(folder, 'files.jsonl'), `${lines.join('\n')}\n`);
  writeFileSync(path.join(folder, 'problems.json'), '[]');
  const description = {
    ...{ version: 2, id, name: 'Grid', created: '2026-11-30T00:00:00.000Z', choices: {}, dtype: 'uint8' },
    source: { path: '/nowhere', format: 'class-folders' },
    exampleShape: SHAPE,
    target: { kind: 'class', classNames: Array.from({ length: CLASSES }, (_, at) => `class ${at}`) },
    splits,
  };
  writeFileSync(path.join(folder, 'dataset.json'), JSON.stringify(description));
}

/** Images that differ from one another: each a gradient with its own tint. */
function imagesFrom(start: number, count: number): Uint8Array {
  const [height, width, channels] = SHAPE;
  const size = height * width * channels;
  const bytes = new Uint8Array(count * size);
  for (let image = 0; image < count; image += 1) {
    const tint = (start + image) * 2_654_435_761;
    for (let at = 0; at < size; at += 1) {
      bytes[image * size + at] = (tint >>> (8 * (at % channels))) + (at >>> 4);
    }
  }
  return bytes;
}
