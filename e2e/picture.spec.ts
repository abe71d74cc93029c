import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from './fixture';
import { MouseBuilder } from './pages/builder';
import { Canvas } from './pages/canvas';
import { answerSaveDialogs } from './pages/system';

const PNG_SIGNATURE = '89504e470d0a1a0a';

test('the network leaves the app as a picture for a paper: SVG with its words, PNG at print size', async ({
  netloom,
}) => {
  const { app, page, userData } = netloom;
  await new Canvas(page).waitForLayout();
  const builder = new MouseBuilder(page);
  const svgFile = path.join(userData, 'lenet.svg');
  const pngFile = path.join(userData, 'lenet.png');
  const pdfFile = path.join(userData, 'lenet.pdf');
  await answerSaveDialogs(app, svgFile, pngFile, pdfFile);

  await builder.run('Export the canvas as SVG');
  await expect.poll(() => sizeOf(svgFile)).toBeGreaterThan(1_000);
  const svg = readFileSync(svgFile, 'utf8');
  const words = await page.evaluate((text) => {
    const parsed = new DOMParser().parseFromString(text, 'image/svg+xml');
    if (parsed.querySelector('parsererror') !== null) throw new Error('This is no SVG.');
    return [...parsed.querySelectorAll('text')].map((element) => element.textContent);
  }, svg);
  for (const word of ['Conv2D', 'Average pooling', 'Flatten', 'Dense']) expect(words).toContain(word);
  expect(words.filter((word) => word?.includes('28 × 28 × 6'))).not.toEqual([]);

  await builder.run('Export the canvas as PNG');
  await expect.poll(() => sizeOf(pngFile)).toBeGreaterThan(10_000);
  const png = readFileSync(pngFile);
  expect(png.subarray(0, 8).toString('hex')).toBe(PNG_SIGNATURE);
  const [, width = 0, height = 0] = /width="([\d.]+)" height="([\d.]+)"/.exec(svg)?.map(Number) ?? [];
  expect(png.readUInt32BE(16)).toBe(Math.ceil(3 * width));
  expect(png.readUInt32BE(20)).toBe(Math.ceil(3 * height));
  expect(words).toContain('LeNet');
  expect(words.some((word) => word?.startsWith('61,706 parameters'))).toBe(true);

  // A page of the picture's size, from the File menu.
  await page.getByRole('button', { name: 'File', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Export', exact: true }).hover();
  await page.getByRole('menuitem', { name: 'Export the canvas as PDF' }).click();
  await expect.poll(() => sizeOf(pdfFile)).toBeGreaterThan(2_000);
  const pdf = readFileSync(pdfFile, 'latin1');
  expect(pdf.startsWith('%PDF-')).toBe(true);
  expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(1);
  const [, , , right = 0, top = 0] =
    /MediaBox \[([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+)\]/.exec(pdf)?.map(Number) ?? [];
  expect(right / top).toBeCloseTo(width / height, 1);

  // Control+P asks the system to print just this picture: the dialog itself is the system's.
  await app.evaluate(({ app: electron }) => {
    electron.once('web-contents-created', (_event, contents) => {
      contents.print = (_options, done) => {
        void contents.printToPDF({}).then((data) => {
          Reflect.set(globalThis, 'printedBytes', data.length);
          done?.(true, '');
        });
      };
    });
  });
  await page.keyboard.press('Control+p');
  await expect
    .poll(() => app.evaluate((): number => Reflect.get(globalThis, 'printedBytes') ?? 0))
    .toBeGreaterThan(2_000);
});

function sizeOf(file: string): number {
  try {
    return readFileSync(file).length;
  } catch {
    return 0;
  }
}
