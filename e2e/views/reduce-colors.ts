import { deflateSync } from 'node:zlib';
import { PNG } from 'pngjs';

/** A palette holds this many; it makes a picture of a window three to four times smaller, and nobody sees a difference. */
const COLORS = 256;
/** Bits of each channel that tell colors apart while they are counted. */
const BITS = 5;

/** The same picture as a PNG with a palette of its 256 most frequent colors; every other pixel takes the nearest of them. */
export function reduceColors(png: Buffer): Buffer {
  const { width, height, data } = PNG.sync.read(png);
  const palette = frequentColors(data);
  const nearest = new Map<number, number>();
  const rows = Buffer.alloc((width + 1) * height);
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const [red, green, blue] = [data[4 * pixel] ?? 0, data[4 * pixel + 1] ?? 0, data[4 * pixel + 2] ?? 0];
    const color = (red << 16) | (green << 8) | blue;
    let index = nearest.get(color);
    if (index === undefined) {
      index = nearestOf(palette, red, green, blue);
      nearest.set(color, index);
    }
    // Each row begins with the number of its filter: 0, none.
    rows[Math.floor(pixel / width) * (width + 1) + 1 + (pixel % width)] = index;
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Eight bits a pixel, each the index of a color.
  header.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flat())),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Red, green and blue of the most frequent colors: first those that fill whole areas exactly, distinguished by their upper bits. */
function frequentColors(data: Buffer): number[][] {
  const counts = new Map<number, number>();
  for (let at = 0; at < data.length; at += 4) {
    const color = ((data[at] ?? 0) << 16) | ((data[at + 1] ?? 0) << 8) | (data[at + 2] ?? 0);
    counts.set(color, (counts.get(color) ?? 0) + 1);
  }
  const channels = (color: number) => [color >> 16, (color >> 8) & 255, color & 255];
  const cell = (color: number) =>
    channels(color)
      .map((value) => value >> (8 - BITS))
      .join();
  const sorted = [...counts].sort(([, a], [, b]) => b - a).map(([color]) => color);
  const exact = sorted.slice(0, COLORS / 4);
  const cells = new Set(exact.map(cell));
  const others: number[] = [];
  for (const color of sorted.slice(exact.length)) {
    if (exact.length + others.length === COLORS) break;
    if (!cells.has(cell(color))) others.push(color);
    cells.add(cell(color));
  }
  return [...exact, ...others].map(channels);
}

function nearestOf(
  palette: readonly (readonly number[])[],
  red: number,
  green: number,
  blue: number,
): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const [index, [r = 0, g = 0, b = 0]] of palette.entries()) {
    const distance = 2 * (r - red) ** 2 + 4 * (g - green) ** 2 + 3 * (b - blue) ** 2;
    if (distance < least) [best, least] = [index, distance];
  }
  return best;
}

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(content.length, 0);
  whole.set(body, 4);
  whole.writeUInt32BE(checksum(body), body.length + 4);
  return whole;
}

/** The CRC-32 of the PNG specification, annex D. */
function checksum(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
