import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ProblemReason } from '../../../contract/data-problems';
import { readByteTensors } from '../../../graph-runtime/testing/safetensors';
import { decodeImage } from './decode-image';
import { flattenOn } from './flatten';
import { ImageProblem } from './image-problem';
import { oddImageNames, oddImages, readOddImage } from './testing/odd-images';

/** What is refused, why, and what is said of it. */
const REFUSED: Readonly<Record<string, readonly [ProblemReason, RegExp]>> = {
  'bomb.gif': ['image-too-large', /^32767 x 32767$/],
  'bomb.png': ['image-too-large', /^12000 x 12000$/],
  'crc.png': ['image-damaged', /checksum of IDAT/],
  'empty.jpg': ['empty-file', /0 bytes/],
  'html.jpg': ['not-an-image', /^<!DOCTYPE html>/],
  'rgb.avif': ['image-unsupported', /^AVIF$/],
  'truncated.jpg': ['image-truncated', /end of the image/],
  'truncated.png': ['image-truncated', /IDAT is cut off/],
};
/** Names that Netloom cannot read although Pillow can. */
const ONLY_PILLOW = ['rgb.avif'];
/** Another decoder than libjpeg reads inks. */
const LARGEST_DIFFERENCE: Readonly<Record<string, number>> = { 'cmyk.jpg': 1 };

const references = readByteTensors(join(oddImages, 'reference.safetensors'));

/** Red, green and blue on white. */
async function decodeOnWhite(name: string) {
  const image = await decodeImage(readOddImage(name));
  const flat = flattenOn(image, [255, 255, 255]);
  return { shape: [image.height, image.width, 3], data: flat.filter((_, at) => at % 4 !== 3) };
}

describe('odd images', () => {
  it('are all either read or refused', () => {
    const known = [...references.keys()].filter((name) => !ONLY_PILLOW.includes(name));
    expect([...known, ...Object.keys(REFUSED)].sort()).toEqual(oddImageNames());
  });

  it.each(oddImageNames().filter((name) => REFUSED[name] === undefined))(
    '%s as Pillow reads it',
    async (name) => {
      const { shape, data } = await decodeOnWhite(name);
      const reference = references.get(name);
      expect(shape).toEqual(reference?.shape);
      const differences = data.map((value, at) => Math.abs(value - (reference?.data[at] ?? -1000)));
      expect(differences.reduce((a, b) => Math.max(a, b))).toBeLessThanOrEqual(LARGEST_DIFFERENCE[name] ?? 0);
    },
  );

  it.each(Object.entries(REFUSED))('%s is refused with the reason', async (name, [reason, detail]) => {
    const problem: unknown = await decodeImage(readOddImage(name)).catch((error: unknown) => error);
    if (!(problem instanceof ImageProblem)) throw new Error(`${name}: ${String(problem)}`);
    expect(problem.reason).toBe(reason);
    expect(problem.detail).toMatch(detail);
  });
});
