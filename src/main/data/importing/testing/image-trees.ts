import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PNG } from 'pngjs';
import { randomNumber } from '../../random-number';

/** A picture that looks like no other of another seed: coarse random patches, so that the difference hash tells them apart. */
export function picture(seed: number, height = 24, width = 24): PNG {
  const png = new PNG({ width, height });
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const patch = Math.floor((8 * y) / height) * 8 + Math.floor((8 * x) / width);
      const value = randomNumber(seed, 1, patch);
      png.data.set([value & 255, (value >>> 8) & 255, (value >>> 16) & 255, 255], 4 * (y * width + x));
    }
  }
  return png;
}

/** Encoded, compressed as zlib's `level` has it: other bytes for the same pixels. */
export function encode(png: PNG, level = 9): Buffer {
  return PNG.sync.write(png, { deflateLevel: level });
}

/** Almost the same picture: each value is off by at most two, as after saving as JPEG. */
export function resaved(png: PNG, seed: number): PNG {
  const copy = new PNG({ width: png.width, height: png.height });
  copy.data = Buffer.from(
    png.data.map((value, at) =>
      at % 4 === 3 ? 255 : Math.min(255, Math.max(0, value + (randomNumber(seed, 2, at) % 5) - 2)),
    ),
  );
  return copy;
}

/** Writes files into folders that need not be there. */
export function writeTree(root: string, files: Readonly<Record<string, Uint8Array | string>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
}

/** Class folders with the given numbers of pictures, all different; `seed` of the first. */
export function classTree(counts: Readonly<Record<string, number>>, seed = 0): Record<string, Buffer> {
  const files: Record<string, Buffer> = {};
  let next = seed;
  for (const [name, count] of Object.entries(counts)) {
    for (let index = 0; index < count; index += 1) {
      files[`${name}/${index}.png`] = encode(picture(next));
      next += 1;
    }
  }
  return files;
}

/** How many files there are below a folder, links not followed. */
export function countFiles(root: string): number {
  return readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length;
}
