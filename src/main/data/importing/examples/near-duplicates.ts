import { appendTo } from '../../../../graph-runtime/collections/group-by';

/** Difference hashes of almost equal images differ in at most this many of their 64 bits. */
export const NEAR_DISTANCE = 3;

/** Parts of a hash: of two that differ in at most three bits, at least one of four parts is equal. */
const PARTS = 4;
const PART_BITS = 16;

/** Mean difference of the thumbnails of almost equal images, per value of 0 to 255. Saving again as JPEG at quality 75 gives up to 2. */
const NEAR_DIFFERENCE = 4;

/** Side of the square thumbnail that two images of equal hashes are compared by. */
export const THUMBNAIL_SIDE = 8;
const THUMBNAIL_BYTES = THUMBNAIL_SIDE * THUMBNAIL_SIDE;

/**
 * Images that look the same: the 64-bit difference hash finds those that may, a thumbnail of 8x8 gray values confirms it. (The hash alone
 * knows no contrast and no brightness, and takes half of MNIST's ones for the same picture.)
 */
export class NearDuplicates {
  /** High and low half of each hash. */
  #hashes = new Uint32Array(2 * 1024);
  #thumbnails = new Uint8Array(THUMBNAIL_BYTES * 1024);
  /** For each part of the hash, the images with that value. */
  readonly #byPart = Array.from({ length: PARTS }, () => new Map<number, number[]>());
  #count = 0;

  /** @returns the number of the first image that looks the same; null where none does */
  find(hash: string, thumbnail: Uint8Array): number | null {
    const [high, low] = halvesOf(hash);
    // A hash without a single bit is that of a picture without structure, which thousands have.
    if (high === 0 && low === 0) return null;
    let first: number | null = null;
    partsOf(high, low).forEach((part, index) => {
      for (const candidate of this.#byPart[index]?.get(part) ?? []) {
        if (first !== null && candidate >= first) break;
        if (this.#isNear(candidate, high, low, thumbnail)) first = candidate;
      }
    });
    return first;
  }

  /** @returns its number: 0, 1, 2, ... */
  add(hash: string, thumbnail: Uint8Array): number {
    const number = this.#count;
    this.#count += 1;
    this.#grow();
    const [high, low] = halvesOf(hash);
    this.#hashes[2 * number] = high;
    this.#hashes[2 * number + 1] = low;
    this.#thumbnails.set(thumbnail.subarray(0, THUMBNAIL_BYTES), number * THUMBNAIL_BYTES);
    partsOf(high, low).forEach((part, index) => {
      const map = this.#byPart[index];
      if (map !== undefined) appendTo(map, part, number);
    });
    return number;
  }

  #isNear(candidate: number, high: number, low: number, thumbnail: Uint8Array): boolean {
    const distance =
      countBits((this.#hashes[2 * candidate] ?? 0) ^ high) +
      countBits((this.#hashes[2 * candidate + 1] ?? 0) ^ low);
    if (distance > NEAR_DISTANCE) return false;
    const start = candidate * THUMBNAIL_BYTES;
    let difference = 0;
    for (let index = 0; index < THUMBNAIL_BYTES; index += 1) {
      difference += Math.abs((this.#thumbnails[start + index] ?? 0) - (thumbnail[index] ?? 0));
    }
    return difference <= NEAR_DIFFERENCE * THUMBNAIL_BYTES;
  }

  #grow(): void {
    if (2 * this.#count > this.#hashes.length) {
      const hashes = new Uint32Array(2 * this.#hashes.length);
      hashes.set(this.#hashes);
      this.#hashes = hashes;
    }
    if (THUMBNAIL_BYTES * this.#count > this.#thumbnails.length) {
      const thumbnails = new Uint8Array(2 * this.#thumbnails.length);
      thumbnails.set(this.#thumbnails);
      this.#thumbnails = thumbnails;
    }
  }
}

/** @param hash 16 hexadecimal digits */
function halvesOf(hash: string): readonly [high: number, low: number] {
  return [Number.parseInt(hash.slice(0, 8), 16) >>> 0, Number.parseInt(hash.slice(8), 16) >>> 0];
}

function partsOf(high: number, low: number): readonly number[] {
  const mask = 2 ** PART_BITS - 1;
  return [high >>> PART_BITS, high & mask, low >>> PART_BITS, low & mask];
}

/** Bits that are 1 (Warren, Hacker's Delight, figure 5-2). */
function countBits(value: number): number {
  let x = value - ((value >>> 1) & 0x55555555);
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
  x = (x + (x >>> 4)) & 0x0f0f0f0f;
  return Math.imul(x, 0x01010101) >>> 24;
}

/**
 * The image as 8x8 gray values: means over equal parts of both sides.
 *
 * @param pixels `[height, width, channels]`, with 1 channel or at least 3, of which the first three count
 */
export function thumbnailOf(pixels: Uint8Array, height: number, width: number, channels: number): Uint8Array {
  const thumbnail = new Uint8Array(THUMBNAIL_BYTES);
  for (let row = 0; row < THUMBNAIL_SIDE; row += 1) {
    const [top, bottom] = spanOf(row, height);
    for (let column = 0; column < THUMBNAIL_SIDE; column += 1) {
      const [left, right] = spanOf(column, width);
      let sum = 0;
      for (let y = top; y < bottom; y += 1) {
        for (let x = left; x < right; x += 1) {
          const at = (y * width + x) * channels;
          const first = pixels[at] ?? 0;
          sum += channels < 3 ? 3 * first : first + (pixels[at + 1] ?? 0) + (pixels[at + 2] ?? 0);
        }
      }
      thumbnail[row * THUMBNAIL_SIDE + column] = Math.round(sum / (3 * (bottom - top) * (right - left)));
    }
  }
  return thumbnail;
}

/** The pixels of one of eight equal parts of a side; at least one, also where the side has fewer than eight. */
function spanOf(part: number, size: number): readonly [start: number, end: number] {
  const start = Math.min(size - 1, Math.floor((part * size) / THUMBNAIL_SIDE));
  return [start, Math.max(start + 1, Math.floor(((part + 1) * size) / THUMBNAIL_SIDE))];
}
