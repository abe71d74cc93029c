import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { PNG } from 'pngjs';
import { projectDirectory } from './launch';

/** Classes of Fashion-MNIST, by their indices, and the folders that they go to. */
export const PHOTO_CLASSES = { 1: 'trousers', 8: 'bags', 9: 'ankle boots' } as const;

/** Real images of Fashion-MNIST as PNGs, `each` in a folder for each class, with two files beside them that are no images. */
export function writePhotos(target: string, each: number): void {
  const data = path.join(projectDirectory, 'resources', 'datasets', 'fashion-mnist');
  const images = gunzipSync(readFileSync(path.join(data, 'train-images-idx3-ubyte.gz'))).subarray(16);
  const labels = gunzipSync(readFileSync(path.join(data, 'train-labels-idx1-ubyte.gz'))).subarray(8);
  const format = { colorType: 0, inputColorType: 0, inputHasAlpha: false } as const;
  for (const [label, name] of Object.entries(PHOTO_CLASSES)) {
    const place = path.join(target, name);
    mkdirSync(place, { recursive: true });
    let written = 0;
    for (let index = 0; written < each; index += 1) {
      if (labels[index] !== Number(label)) continue;
      const png = new PNG({ width: 28, height: 28, ...format });
      png.data = Buffer.from(images.subarray(index * 784, (index + 1) * 784));
      writeFileSync(path.join(place, `${index}.png`), PNG.sync.write(png, format));
      written += 1;
    }
  }
  writeFileSync(path.join(target, 'bags', 'notes.txt'), 'Photographed in May.\n');
  writeFileSync(path.join(target, 'bags', '.DS_Store'), 'x');
}

/** A pixel darker than this belongs to the background. */
const BACKGROUND = 32;

/** Real images of Fashion-MNIST as PNGs, with a mask for each: 1 where the garment is, 0 beside it. */
export function writeMasks(target: string, count: number): void {
  const data = path.join(projectDirectory, 'resources', 'datasets', 'fashion-mnist');
  const images = gunzipSync(readFileSync(path.join(data, 'train-images-idx3-ubyte.gz'))).subarray(16);
  const format = { colorType: 0, inputColorType: 0, inputHasAlpha: false } as const;
  const write = (folder: string, index: number, bytes: Uint8Array) => {
    const png = new PNG({ width: 28, height: 28, ...format });
    png.data = Buffer.from(bytes);
    writeFileSync(path.join(target, folder, `${index}.png`), PNG.sync.write(png, format));
  };
  for (const name of ['images', 'masks']) mkdirSync(path.join(target, name), { recursive: true });
  for (let index = 0; index < count; index += 1) {
    const pixels = images.subarray(index * 784, (index + 1) * 784);
    write('images', index, pixels);
    write(
      'masks',
      index,
      pixels.map((value) => (value < BACKGROUND ? 0 : 1)),
    );
  }
}
