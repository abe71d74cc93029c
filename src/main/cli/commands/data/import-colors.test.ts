import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ImportReport } from '../../../../contract/contract';
import { readByteTensors } from '../../../../graph-runtime/testing/safetensors';
import { oddImages, readOddImage } from '../../../data/decoding/testing/odd-images';
import { writeTree } from '../../../data/importing/testing/image-trees';
import { runData } from './testing/run-data';

/*
 * Images of every way to store pixels in one data set: alpha, palettes, 1 bit, 16 bits, CMYK, gray in a color set and color in a gray one. What is
 * stored is what Pillow makes of each.
 */

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'netloom-data-colors-'));
  vi.stubEnv('XDG_DATA_HOME', join(home, 'data'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true, force: true });
});

const [HEIGHT, WIDTH] = [80, 120];
/** CMYK is converted by another arithmetic than libjpeg's. */
const LARGEST_DIFFERENCE: Readonly<Record<string, number>> = { 'cmyk.jpg': 1 };
const references = new Map(
  [...readByteTensors(join(oddImages, 'reference.safetensors'))].filter(
    // AVIF is named, not read.
    ([name, { shape }]) => shape[0] === HEIGHT && shape[1] === WIDTH && !name.endsWith('.avif'),
  ),
);

/** ITU-R BT.601 as Pillow's `convert("L")` has it. */
function luma(rgb: Uint8Array): number[] {
  return Array.from({ length: rgb.length / 3 }, (_, at) => {
    const [r = 0, g = 0, b = 0] = rgb.subarray(3 * at, 3 * at + 3);
    return (r * 19_595 + g * 38_470 + b * 7_471 + 0x8000) >> 16;
  });
}

it.each([
  ['rgb', 3],
  ['gray', 1],
] as const)('an import as %s stores what Pillow makes of each image', async (color, channels) => {
  const needed = [
    'gray.png',
    'la.png',
    'rgba.png',
    'palette.png',
    'bw1bit.png',
    'gray16.png',
    'cmyk.jpg',
    'rgb.png',
  ];
  expect(needed.filter((name) => !references.has(name))).toEqual([]);
  const source = join(home, 'odd');
  const names = [...references.keys()];
  for (const [at, name] of names.entries()) {
    writeTree(source, { [`${at % 2 === 0 ? 'a' : 'b'}/${name}`]: readOddImage(name) });
  }
  const options = [
    '--size',
    `${HEIGHT}x${WIDTH}`,
    '--fit',
    'squash',
    '--color',
    color,
    '--duplicates',
    'keep',
  ];
  const { code, printed } = await runData('import', source, ...options, '--json');
  expect(code).toBe(0);
  const { id, found, skipped } = printed as ImportReport;
  expect({ found, skipped }).toEqual({ found: names.length, skipped: 0 });
  const folder = join(home, 'data', 'netloom', 'datasets', id);
  const records = readFileSync(join(folder, 'files.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { readonly key: string; readonly split: string });
  const size = HEIGHT * WIDTH * channels;
  const differences: Record<string, number> = {};
  for (const split of ['train', 'test']) {
    const stored = readFileSync(join(folder, `${split}.examples`));
    const own = records.filter((record) => record.split === split);
    own.forEach(({ key }, at) => {
      const name = key.slice(2);
      const reference = references.get(name)?.data ?? new Uint8Array();
      const expected = channels === 3 ? [...reference] : luma(reference);
      const pixels = stored.subarray(at * size, (at + 1) * size);
      const furthest = pixels.reduce(
        (most, value, place) => Math.max(most, Math.abs(value - (expected[place] ?? -999))),
        0,
      );
      if (furthest > (LARGEST_DIFFERENCE[name] ?? 0)) differences[name] = furthest;
    });
  }
  expect(records).toHaveLength(names.length);
  expect(differences).toEqual({});
});
