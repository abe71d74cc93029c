import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { PNG } from 'pngjs';
import { expect, type Netloom, test } from './fixture';
import { projectDirectory } from './launch';
import { openPreset } from './pages/library';
import { answerSaveDialogs } from './pages/system';
import { TrainingPanel } from './pages/training-panel';
import { Workbench } from './pages/workbench';

/** What comes out of a run: the same in the window, on the command line and in the files that leave the app. */

const run = promisify(execFile);

/** Trains LeNet for two epochs, at a rate that learns something in them. */
async function trainLeNet({ page }: Netloom): Promise<TrainingPanel> {
  const panel = new TrainingPanel(page);
  await panel.set('Epochs', 2);
  await panel.set('Learning rate', 0.5);
  await panel.train.click();
  await panel.expectFace('training', 60_000);
  await panel.expectFace('done', 90_000);
  return panel;
}

interface CliPrediction {
  readonly probabilities: Readonly<Record<string, number>>;
}

/** Class probabilities of each image by `cli predict` with the kept run's newest checkpoint, as the window writes them. */
async function predictOnCommandLine(
  { userData }: Netloom,
  images: readonly string[],
  invert: 'auto' | 'never' = 'auto',
): Promise<Record<string, string>[]> {
  const runs = path.join(userData, 'runs');
  const [runId = ''] = readdirSync(runs);
  const script = path.join(projectDirectory, 'scripts', 'cli.mjs');
  const args = [script, 'predict', path.join(runs, runId), ...images, '--json', '--invert', invert];
  const { stdout } = await run(process.execPath, args, { cwd: projectDirectory });
  return stdout
    .trim()
    .split('\n')
    .map((line) => {
      const { probabilities } = JSON.parse(line) as CliPrediction;
      return Object.fromEntries(
        Object.entries(probabilities).map(([name, share]) => [name, `${(100 * share).toFixed(2)} %`]),
      );
    });
}

/** A coloured picture, light at its border, in no size a network takes. */
function writePicture(file: string): void {
  const image = new PNG({ width: 45, height: 60 });
  for (let y = 0; y < image.height; y += 1) {
    for (let x = 0; x < image.width; x += 1) {
      const isInside = x > 9 && x < 35 && y > 8 && y < 52;
      const [red, green, blue] = isInside ? [30 + 2 * x, 200 - 3 * y, 90] : [250, 248, 252];
      image.data.set([red ?? 0, green ?? 0, blue ?? 0, 255], 4 * (y * image.width + x));
    }
  }
  writeFileSync(file, PNG.sync.write(image));
}

/** What is drawn on the pad, as an image file. */
async function saveDrawing(page: Page, file: string): Promise<void> {
  const drawn = await page.getByTestId('drawing-pad').evaluate((pad) => {
    if (!(pad instanceof HTMLCanvasElement)) throw new Error('The pad is no canvas.');
    const { width, height } = pad;
    const pixels = pad.getContext('2d')?.getImageData(0, 0, width, height).data ?? [];
    return { width, height, pixels: [...pixels] };
  });
  const image = new PNG({ width: drawn.width, height: drawn.height });
  image.data.set(drawn.pixels);
  writeFileSync(file, PNG.sync.write(image));
}

test('images from a file, dropped and drawn are classified as on the command line', async ({ netloom }) => {
  test.setTimeout(240_000);
  const { page, userData } = netloom;
  const workbench = new Workbench(page);
  await trainLeNet(netloom);
  const picture = path.join(userData, 'coat.png');
  writePicture(picture);
  const [fromFile] = await predictOnCommandLine(netloom, [picture]);

  await workbench.show('Results');
  await page.getByRole('button', { name: 'Try an image' }).click();
  await expect(workbench.prediction).not.toBeEmpty();
  // Dropped while another image is looked at: the view goes to it.
  const dropped = await page.evaluateHandle(
    (bytes) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([new Uint8Array(bytes)], 'coat.png', { type: 'image/png' }));
      return transfer;
    },
    [...readFileSync(picture)],
  );
  await page.getByTestId('try-image').dispatchEvent('drop', { dataTransfer: dropped });
  await expect(page.getByText('coat.png')).toBeVisible();
  await expect.poll(() => workbench.probabilities()).toEqual(fromFile);
  await netloom.capture('a dropped image');

  await page.getByRole('button', { name: 'Test set' }).click();
  await page.getByRole('button', { name: 'File', exact: true }).last().click();
  await page.getByTestId('image-file').setInputFiles(picture);
  await expect.poll(() => workbench.probabilities()).toEqual(fromFile);

  await page.getByRole('button', { name: 'Draw' }).click();
  const box = await page.getByTestId('drawing-pad').boundingBox();
  if (box === null) throw new Error('The pad is not on the screen.');
  const at = (x: number, y: number) => [box.x + x * box.width, box.y + y * box.height] as const;
  await page.mouse.move(...at(0.3, 0.2));
  await page.mouse.down();
  await page.mouse.move(...at(0.7, 0.2), { steps: 5 });
  await page.mouse.move(...at(0.65, 0.85), { steps: 5 });
  await page.mouse.move(...at(0.35, 0.85), { steps: 5 });
  await page.mouse.up();
  const drawing = path.join(userData, 'drawing.png');
  await saveDrawing(page, drawing);
  const [drawn] = await predictOnCommandLine(netloom, [drawing], 'never');
  await expect.poll(() => workbench.probabilities()).toEqual(drawn);
  await netloom.capture('a drawn image');
});

test('curves leave the app as CSV, SVG and PNG, and hold what the table shows', async ({ netloom }) => {
  test.setTimeout(180_000);
  const { app, page, userData } = netloom;
  const workbench = new Workbench(page);
  const panel = await trainLeNet(netloom);
  const accuracy = await panel.finalAccuracy();
  await workbench.show('Curves');
  const fileOf = (ending: string) => path.join(userData, `curves.${ending}`);
  await answerSaveDialogs(app, fileOf('csv'), fileOf('svg'), fileOf('png'));
  const save = async (ending: string, entry: RegExp) => {
    await workbench.root.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('menuitem', { name: entry }).click();
    await expect.poll(() => readdirSync(userData)).toContain(`curves.${ending}`);
    return readFileSync(fileOf(ending));
  };

  const [head = '', ...lines] = (await save('csv', /CSV/)).toString('utf8').trim().split('\r\n');
  const columns = head.split(',');
  const rows = lines.map((line) => {
    const values = line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/);
    return Object.fromEntries(columns.map((column, index) => [column, values[index] ?? '']));
  });
  const epochs = rows.filter(({ kind }) => kind === 'epoch');
  expect(epochs.map(({ epoch }) => epoch)).toEqual(['1', '2']);
  expect(Number(epochs[1]?.testAccuracy)).toBeCloseTo(accuracy, 10);
  expect(rows.filter(({ kind }) => kind === 'step').length).toBeGreaterThan(20);

  const svg = (await save('svg', /SVG/)).toString('utf8');
  const drawn = await page.evaluate((text) => {
    const parsed = new DOMParser().parseFromString(text, 'image/svg+xml');
    return {
      hasError: parsed.querySelector('parsererror') !== null,
      lines: parsed.querySelectorAll('polyline').length,
      texts: [...parsed.querySelectorAll('text')].map(({ textContent }) => textContent ?? ''),
    };
  }, svg);
  expect(drawn.hasError).toBe(false);
  expect(drawn.lines).toBeGreaterThanOrEqual(6);
  expect(drawn.texts).toEqual(expect.arrayContaining(['Loss', 'Accuracy', 'Learning rate']));

  const png = PNG.sync.read(await save('png', /PNG/));
  expect(png.width).toBe(1_280);
  // The first series' colour, and white around it.
  const has = (red: number, green: number, blue: number) => {
    for (let at = 0; at < png.data.length; at += 4) {
      if (png.data[at] === red && png.data[at + 1] === green && png.data[at + 2] === blue) return true;
    }
    return false;
  };
  expect(has(0x00, 0x72, 0xb2)).toBe(true);
  expect(has(0xff, 0xff, 0xff)).toBe(true);

  await workbench.root.getByRole('button', { name: 'Table' }).click();
  const cells = await workbench.root
    .locator('tbody tr')
    .evaluateAll((found) =>
      found.map((row) => [...row.children].map(({ textContent }) => textContent ?? '')),
    );
  expect(cells.map(([, epoch]) => epoch)).toEqual(['2', '1']);
  const shown = cells[0]?.find((cell) => cell === `${(100 * accuracy).toFixed(2)} %`);
  expect(shown).toBeDefined();
  expect(cells[0]).toContain(Number(epochs[1]?.testLoss).toFixed(4));
});

test('a batch that memory refuses is mended with one click', async ({ netloom }) => {
  const { page } = netloom;
  const panel = new TrainingPanel(page);
  await openPreset(page, 'alexnet');
  await panel.show();
  await panel.set('Batch size', 60_000);
  await panel.train.click();
  await panel.expectFace('failed', 60_000);
  await expect(panel.status.getByRole('alert')).toContainText('Training with 60000 images at a time');
  await netloom.capture('a batch that does not fit');
  await page.getByTestId('use-batch-size').click();
  await expect(panel.status).toContainText('at a time are set now');
  const field = page.getByRole('textbox', { name: 'Batch size', exact: true });
  expect(Number((await field.inputValue()).replace(/\D/g, ''))).toBeLessThan(60_000);
});
