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
  await answerSaveDialogs(app, svgFile, pngFile);

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
});

function sizeOf(file: string): number {
  try {
    return readFileSync(file).length;
  } catch {
    return 0;
  }
}
