import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { PNG } from 'pngjs';
import { expect, type Netloom, test } from './fixture';
import { runCli } from './pages/command-line';
import { openPreset } from './pages/library';
import { TrainingPanel } from './pages/training-panel';
import { Workbench } from './pages/workbench';

/** What comes out of a run: the same in the window and on the command line. */

interface CliPrediction {
  readonly probabilities: Readonly<Record<string, number>>;
}

/** Class probabilities of each image by `cli predict` with the saved run's newest checkpoint, as the window writes them. */
async function predictOnCommandLine(
  { userData }: Netloom,
  images: readonly string[],
  invert: 'auto' | 'never' = 'auto',
): Promise<Record<string, string>[]> {
  const runs = path.join(userData, 'runs');
  const [runId = ''] = readdirSync(runs);
  const answer = await runCli('predict', path.join(runs, runId), ...images, '--json', '--invert', invert);
  return answer
    .trim()
    .split('\n')
    .map((line) => {
      const { probabilities } = JSON.parse(line) as CliPrediction;
      return Object.fromEntries(
        Object.entries(probabilities).map(([name, share]) => [name, `${(100 * share).toFixed(2)}%`]),
      );
    });
}

/** A colored picture, light at its border, in no size a network takes. */
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
  const { page, userData } = netloom;
  const workbench = new Workbench(page);
  await new TrainingPanel(page).trainQuickly(2);
  const picture = path.join(userData, 'coat.png');
  writePicture(picture);
  const [fromFile] = await predictOnCommandLine(netloom, [picture]);

  await workbench.show('Results');
  await page.getByTestId('workbench').getByRole('button', { name: 'Try an image' }).click();
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
  // Side by side where there is room: what was composed of other styles has the last word.
  await netloom.resize(1_280, 800);
  await expect
    .poll(async () => {
      const [left, right] = await page.getByTestId('try-image').locator('> div').all();
      const places = [await left?.boundingBox(), await right?.boundingBox()];
      return Math.round((places[1]?.x ?? 0) - (places[0]?.x ?? 0) - (places[0]?.width ?? 1));
    })
    .toBe(0);
  await page.getByTestId('try-image').dispatchEvent('drop', { dataTransfer: dropped });
  await expect(page.getByText('coat.png')).toBeVisible();
  await expect.poll(() => workbench.probabilities()).toEqual(fromFile);
  await netloom.capture('a dropped image');

  // The evidence is that of the predicted class, until another is clicked.
  const evidence = page.getByTestId('class-map');
  await expect(evidence).toHaveAttribute('data-method', 'grad-cam');
  await expect(evidence).toContainText(`What speaks for ${await workbench.prediction.textContent()}`);
  const other = page.getByTestId('prediction').locator('dt button').nth(1);
  await other.click();
  await expect(evidence).toContainText(`What speaks for ${await other.textContent()}`);
  await other.click();

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
  // What speaks for its class is beside or below what is drawn on.
  const map = await evidence.boundingBox();
  expect(map !== null && (map.x >= box.x + box.width || map.y >= box.y + box.height)).toBe(true);
  const drawing = path.join(userData, 'drawing.png');
  await saveDrawing(page, drawing);
  const [drawn] = await predictOnCommandLine(netloom, [drawing], 'never');
  await expect.poll(() => workbench.probabilities()).toEqual(drawn);
  await netloom.capture('a drawn image');
});

test('a batch that memory refuses is fixed with one click', async ({ netloom }) => {
  const { page } = netloom;
  const panel = new TrainingPanel(page);
  await openPreset(page, 'alexnet');
  await panel.show();
  await panel.set('Batch size', 60_000);
  await panel.train.click();
  await panel.expectPanelState('failed');
  await expect(panel.status.getByRole('alert')).toContainText('Training with 60,000 images at a time');
  await netloom.capture('a batch that does not fit');
  await page.getByTestId('use-batch-size').click();
  await expect(panel.status).toContainText('start training again');
  const field = page.getByRole('textbox', { name: 'Batch size', exact: true });
  expect(Number((await field.inputValue()).replace(/\D/g, ''))).toBeLessThan(60_000);
});
