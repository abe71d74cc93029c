import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeImage } from './decode-image';
import { ImageProblem } from './image-problem';
import { sniffImage } from './sniff-image';
import { oddImageNames, readOddImage } from './testing/odd-images';

/**
 * Whatever a file's bytes are changed to, decoding gives an image or an `ImageProblem`: no other error, no endless loop, nothing beyond the limits.
 */

const folder = join(__dirname, 'testing', 'variants');
const limits = { maxPixels: 2_000_000 };

const samples: readonly (readonly [name: string, bytes: Uint8Array])[] = [
  ...oddImageNames()
    .filter((name) => !/^(bomb|exif[2-8]|UPPER|no-extension|trailing)/.test(name))
    .map((name) => [name, readOddImage(name)] as const),
  ...readdirSync(folder)
    .filter((name) => !/\.(py|safetensors)$/.test(name))
    .map((name) => [name, Uint8Array.from(readFileSync(join(folder, name)))] as const),
];

/** Cuts, changed bytes (more of them in the header), bytes taken out and put in. */
const damage = fc.record({
  cut: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { freq: 2 }),
  changes: fc.array(
    fc.record({
      place: fc.double({ min: 0, max: 1, noNaN: true }),
      isInHeader: fc.boolean(),
      value: fc.integer({ min: 0, max: 255 }),
    }),
    { maxLength: 6 },
  ),
  removed: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { freq: 3 }),
});

type Damage = typeof damage extends fc.Arbitrary<infer T> ? T : never;

function damaged(bytes: Uint8Array, { cut, changes, removed }: Damage): Uint8Array {
  const result = Uint8Array.from(bytes);
  for (const { place, isInHeader, value } of changes) {
    const range = isInHeader ? Math.min(200, result.length) : result.length;
    result[Math.floor(place * range)] = value;
  }
  const at = Math.floor((removed ?? 0) * result.length);
  const whole = removed === null ? result : Buffer.concat([result.subarray(0, at), result.subarray(at + 3)]);
  return Uint8Array.from(cut === null ? whole : whole.subarray(0, Math.floor(cut * whole.length)));
}

describe('damaged files give an image or a problem', () => {
  it.each(samples)('%s', async (_, bytes) => {
    await fc.assert(
      fc.asyncProperty(damage, async (how) => {
        const broken = damaged(bytes, how);
        const kind = sniffImage(broken);
        try {
          const { width, height, pixels } = await decodeImage(broken, limits);
          expect(kind).not.toBeNull();
          expect(pixels.length).toBe(4 * width * height);
          expect(width * height).toBeLessThanOrEqual(limits.maxPixels);
        } catch (error) {
          if (!(error instanceof ImageProblem)) throw error;
          expect(error.detail).not.toBe('');
        }
      }),
      { numRuns: 40, seed: 18 },
    );
  });
});
