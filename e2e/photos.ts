import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { PNG } from 'pngjs';
import { projectDirectory } from './launch';

/** Classes of Fashion-MNIST, by their indices, and the folders that they go to. */
export const PHOTO_CLASSES = { 1: 'trousers', 8: 'bags', 9: 'ankle boots' } as const;

/** Real images of Fashion-MNIST as PNGs, `each` in a folder for each class, with two files beside them that are no images. */
export function writePhotos(target: string, each: number): void {
  const { images, labels } = readImages();
  for (const [label, name] of Object.entries(PHOTO_CLASSES)) {
    const place = path.join(target, name);
    mkdirSync(place, { recursive: true });
    let written = 0;
    for (let index = 0; written < each; index += 1) {
      if (labels[index] !== Number(label)) continue;
      writeGray(path.join(place, `${index}.png`), images.subarray(index * 784, (index + 1) * 784));
      written += 1;
    }
  }
  writeFileSync(path.join(target, 'bags', 'notes.txt'), 'Photographed in May.\n');
  writeFileSync(path.join(target, 'bags', '.DS_Store'), 'x');
}

/** The training images of Fashion-MNIST, 784 bytes each, and their classes. */
function readImages(): { images: Buffer; labels: Buffer } {
  const data = path.join(projectDirectory, 'resources', 'datasets', 'fashion-mnist');
  return {
    images: gunzipSync(readFileSync(path.join(data, 'train-images-idx3-ubyte.gz'))).subarray(16),
    labels: gunzipSync(readFileSync(path.join(data, 'train-labels-idx1-ubyte.gz'))).subarray(8),
  };
}

const GRAY = { colorType: 0, inputColorType: 0, inputHasAlpha: false } as const;

function writeGray(file: string, pixels: Uint8Array, side = 28): void {
  const png = new PNG({ width: side, height: side, ...GRAY });
  png.data = Buffer.from(pixels);
  writeFileSync(file, PNG.sync.write(png, GRAY));
}

/** A pixel darker than this belongs to the background. */
const BACKGROUND = 32;

/** Real images of Fashion-MNIST as PNGs, with a mask for each: 1 where the garment is, 0 beside it. */
export function writeMasks(target: string, count: number): void {
  const { images } = readImages();
  for (const name of ['images', 'masks']) mkdirSync(path.join(target, name), { recursive: true });
  for (let index = 0; index < count; index += 1) {
    const pixels = images.subarray(index * 784, (index + 1) * 784);
    writeGray(path.join(target, 'images', `${index}.png`), pixels);
    writeGray(path.join(target, 'masks', `${index}.png`), maskOf(pixels));
  }
}

/** Real images of Fashion-MNIST as PNGs with masks, and a list of the garment and the mask of each. */
export function writeOutlined(target: string, count: number): void {
  const { images, labels } = readImages();
  mkdirSync(path.join(target, 'masks'), { recursive: true });
  const names = new Map(Object.entries(PHOTO_CLASSES));
  const lines = ['file,garment,mask'];
  for (let index = 0; lines.length <= count; index += 1) {
    const name = names.get(String(labels[index]));
    if (name === undefined) continue;
    const pixels = images.subarray(index * 784, (index + 1) * 784);
    writeGray(path.join(target, `${index}.png`), pixels);
    writeGray(path.join(target, 'masks', `${index}-mask.png`), maskOf(pixels));
    lines.push(`${index}.png,${name},masks/${index}-mask.png`);
  }
  writeFileSync(path.join(target, 'list.csv'), lines.join('\n'));
}

/** Real images of Fashion-MNIST as PNGs, and a list of the garment and the depth of each: brighter at the bottom, where the garment is. */
export function writeDepths(target: string, count: number): void {
  const { images, labels } = readImages();
  mkdirSync(path.join(target, 'depth'), { recursive: true });
  const names = new Map(Object.entries(PHOTO_CLASSES));
  const lines = ['file,garment,depth'];
  for (let index = 0; lines.length <= count; index += 1) {
    const name = names.get(String(labels[index]));
    if (name === undefined) continue;
    const pixels = images.subarray(index * 784, (index + 1) * 784);
    const depth = pixels.map((value, at) => (value < BACKGROUND ? 0 : 60 + 7 * Math.floor(at / 28)));
    const at = lines.length - 1;
    writeGray(path.join(target, `${at}.png`), pixels);
    writeGray(path.join(target, 'depth', `${at}-depth.png`), depth);
    lines.push(`${at}.png,${name},depth/${at}-depth.png`);
  }
  writeFileSync(path.join(target, 'list.csv'), lines.join('\n'));
}

/** 1 where the garment is, 0 beside it. */
function maskOf(pixels: Uint8Array): Uint8Array {
  return pixels.map((value) => (value < BACKGROUND ? 0 : 1));
}

/** Real images of Fashion-MNIST as PNGs, and a list of the class, the corners of the garment and the tags of each. */
export function writeBoxes(target: string, count: number): void {
  const { images, labels } = readImages();
  mkdirSync(target, { recursive: true });
  const lines = ['file,label,xmin,ymin,xmax,ymax,tags'];
  for (let index = 0; lines.length <= count; index += 1) {
    const label = labels[index] ?? 0;
    const name = new Map(Object.entries(PHOTO_CLASSES)).get(String(label));
    if (name === undefined) continue;
    const pixels = images.subarray(index * 784, (index + 1) * 784);
    const places = [...pixels.keys()].filter((at) => (pixels[at] ?? 0) >= BACKGROUND);
    const [columns, rows] = [places.map((at) => at % 28), places.map((at) => Math.floor(at / 28))];
    const corners = [Math.min(...columns), Math.min(...rows), Math.max(...columns), Math.max(...rows)];
    writeGray(path.join(target, `${index}.png`), pixels);
    lines.push([`${index}.png`, name, ...corners, tagsOf(pixels, label).join('|')].join());
  }
  writeFileSync(path.join(target, 'list.csv'), lines.join('\n'));
}

/** Which of several tags an image has: what is in it, and how it looks. */
function tagsOf(pixels: Uint8Array, label: number): string[] {
  const covered = shareOf(pixels, () => true);
  return [
    ...([5, 7, 9].includes(label) ? ['footwear'] : []),
    ...(label === 1 ? ['trousers'] : []),
    ...(covered > 0.3 ? ['roomy'] : []),
  ];
}

/** The share of a part's pixels that something is on. */
function shareOf(pixels: Uint8Array, isIn: (x: number, y: number) => boolean): number {
  let part = 0;
  let covered = 0;
  for (let at = 0; at < pixels.length; at += 1) {
    if (!isIn(at % 28, Math.floor(at / 28))) continue;
    part += 1;
    if ((pixels[at] ?? 0) >= BACKGROUND) covered += 1;
  }
  return covered / part;
}

/** Real images as PNGs, and a list of the tags of each: none, one or several. */
export function writeTaggedPhotos(target: string, count: number): void {
  const { images, labels } = readImages();
  mkdirSync(path.join(target, 'photos'), { recursive: true });
  const lines = ['photos,tagged'];
  for (let index = 0; index < count; index += 1) {
    const pixels = images.subarray(index * 784, (index + 1) * 784);
    writeGray(path.join(target, 'photos', `${index}.png`), pixels);
    lines.push(`photos/${index}.png,${tagsOf(pixels, labels[index] ?? 0).join('|')}`);
  }
  writeFileSync(path.join(target, 'tagged.csv'), `${lines.join('\n')}\n`);
}

/** A table of numbers about real images: how much of each quarter is covered, and how bright all of it is, to be told from that. */
export function writeInkTable(file: string, count: number): void {
  const { images } = readImages();
  const lines = ['q1,q2,q3,q4,ink'];
  for (let index = 0; index < count; index += 1) {
    const pixels = images.subarray(index * 784, (index + 1) * 784);
    const quarters = [0, 1, 2, 3].map((quarter) =>
      shareOf(pixels, (x, y) => x < 14 === (quarter % 2 === 0) && y < 14 === quarter < 2),
    );
    const mean = pixels.reduce((sum, value) => sum + value, 0) / pixels.length;
    lines.push([...quarters, mean].map((value) => value.toFixed(4)).join(','));
  }
  writeFileSync(file, `${lines.join('\n')}\n`);
}

/** The mean brightness from which on a garment is called bright. */
const BRIGHT = 80;

/** Real images as PNGs, with a list beside them: of each image its garment and whether it is bright, or how bright it is. */
export function writeListed(target: string, count: number, label: 'tags' | 'brightness'): void {
  const { images, labels } = readImages();
  const names: Readonly<Record<number, string>> = PHOTO_CLASSES;
  const lines = [`file,${label === 'tags' ? 'tags' : 'brightness score'}`];
  mkdirSync(target, { recursive: true });
  for (let index = 0; lines.length <= count; index += 1) {
    const garment = names[labels[index] ?? -1];
    if (garment === undefined) continue;
    const pixels = images.subarray(index * 784, (index + 1) * 784);
    const brightness = pixels.reduce((sum, value) => sum + value, 0) / 784;
    const tags = [garment, ...(brightness >= BRIGHT ? ['bright'] : [])].join('|');
    writeGray(path.join(target, `${index}.png`), pixels);
    lines.push(`${index}.png,${label === 'tags' ? tags : brightness.toFixed(2)}`);
  }
  writeFileSync(path.join(target, 'list.csv'), `${lines.join('\n')}\n`);
}

/** The first images of garments and shoes with the age and the weight of who wears them: the class is known by the image and the age together. */
export function writeWorn(target: string, count: number): void {
  const { images, labels } = readImages();
  mkdirSync(target, { recursive: true });
  const lines = ['file,label,age,weight'];
  for (let index = 0; index < count; index += 1) {
    // As good as drawn by chance, the same every time.
    const [age, weight] = [10 + 80 * ((index * 0.618_034) % 1), 50 + 40 * ((index * 0.754_878) % 1)];
    const kind = [5, 7, 9].includes(labels[index] ?? 0) ? 'shoe' : 'garment';
    writeGray(path.join(target, `${index}.png`), images.subarray(index * 784, (index + 1) * 784));
    lines.push(
      [`${index}.png`, `${age < 50 ? 'young' : 'old'} ${kind}`, age.toFixed(1), weight.toFixed(1)].join(),
    );
  }
  writeFileSync(path.join(target, 'list.csv'), lines.join('\n'));
}

/** Real images in half the size and as they are, in two folders: the larger ones are to be made of the smaller ones. */
export function writeLowResolution(target: string, count: number): void {
  const { images } = readImages();
  for (const name of ['lr', 'hr']) mkdirSync(path.join(target, name), { recursive: true });
  for (let index = 0; index < count; index += 1) {
    const pixels = images.subarray(index * 784, (index + 1) * 784);
    const low = Uint8Array.from({ length: 196 }, (_, at) => {
      const corner = 56 * Math.floor(at / 14) + 2 * (at % 14);
      const sum = [0, 1, 28, 29].reduce((total, step) => total + (pixels[corner + step] ?? 0), 0);
      return Math.round(sum / 4);
    });
    writeGray(path.join(target, 'lr', `${index}.png`), low, 14);
    writeGray(path.join(target, 'hr', `${index}.png`), pixels);
  }
}
