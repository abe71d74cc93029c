import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Odd image files, and beside them what Pillow reads from each (`odd-images/make.py`). */
export const oddImages = join(__dirname, 'odd-images');

const OTHER_FILES = ['make.py', 'reference.safetensors', 'README.md'];

/** The names of the images. */
export function oddImageNames(): readonly string[] {
  return readdirSync(oddImages)
    .filter((name) => !OTHER_FILES.includes(name))
    .sort();
}

/** A file's bytes; its own copy, which may be changed. */
export function readOddImage(name: string): Uint8Array {
  return Uint8Array.from(readFileSync(join(oddImages, name)));
}
