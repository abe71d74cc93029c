import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { afterAll, expect, it } from 'vitest';
import { oddImages, readOddImage } from './testing/odd-images';
import { headerOf, pngOf } from './testing/png-of';

/** Small files that claim, or unpack to, far more than they should: refused without taking the memory, as a process by itself shows. */

const folder = mkdtempSync(join(tmpdir(), 'netloom-bombs-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Within the limits, and 353 MB once it is decoded. */
const SIDE = 9_400;

function bmpOf(side: number): Buffer {
  const bytes = Buffer.alloc(200);
  bytes.write('BM');
  bytes.writeUInt32LE(54, 10);
  bytes.writeUInt32LE(40, 14);
  bytes.writeInt32LE(side, 18);
  bytes.writeInt32LE(side, 22);
  bytes.writeUInt16LE(24, 28);
  return bytes;
}

/** A TIFF file with these tags, each with one number. */
function tiffOf(tags: Readonly<Record<number, number>>): Buffer {
  const entries = Object.entries(tags);
  const bytes = Buffer.alloc(300);
  bytes.write('II*\0', 'latin1');
  bytes.writeUInt32LE(8, 4);
  bytes.writeUInt16LE(entries.length, 8);
  entries.forEach(([tag, value], index) => {
    const at = 10 + 12 * index;
    bytes.writeUInt16LE(Number(tag), at);
    bytes.writeUInt16LE(4, at + 2);
    bytes.writeUInt32LE(1, at + 4);
    bytes.writeUInt32LE(value, at + 8);
  });
  return bytes;
}

function gifOf(side: number): Buffer {
  const bytes = Buffer.from(readOddImage('bomb.gif'));
  for (const at of [6, 8]) bytes.writeUInt16LE(side, at);
  const frame = bytes.indexOf(0x2c);
  for (const at of [frame + 5, frame + 7]) bytes.writeUInt16LE(side, at);
  return bytes;
}

function jpegOf(side: number): Buffer {
  const bytes = Buffer.from(readOddImage('rgb.jpg'));
  const frame = bytes.indexOf(Buffer.from([0xff, 0xc0]));
  for (const at of [frame + 5, frame + 7]) bytes.writeUInt16BE(side, at);
  return bytes;
}

const end = ['IEND', new Uint8Array()] as const;
const bombs: Readonly<Record<string, readonly [reason: string, bytes: Uint8Array]>> = {
  'bomb.png': ['image-too-large', readOddImage('bomb.png')],
  'bomb.gif': ['image-too-large', readOddImage('bomb.gif')],
  'unpacks.png': [
    'image-damaged',
    pngOf([
      ['IHDR', headerOf(100, 100, 8, 0, 0, 0, 0)],
      ['IDAT', deflateSync(Buffer.alloc(400_000_000))],
      end,
    ]),
  ],
  'claims.png': [
    'image-truncated',
    pngOf([['IHDR', headerOf(SIDE, SIDE, 8, 6, 0, 0, 0)], ['IDAT', deflateSync(Buffer.alloc(9))], end]),
  ],
  'claims.jpg': ['image-truncated', jpegOf(SIDE)],
  'claims.gif': ['image-truncated', gifOf(SIDE)],
  'claims.ppm': ['image-truncated', Buffer.from(`P3 ${SIDE} ${SIDE} 255 1 2 3`)],
  'claims.pgm': ['image-truncated', Buffer.from(`P5 ${SIDE} ${SIDE} 255 1 2 3`)],
  'claims.bmp': ['image-truncated', bmpOf(SIDE)],
  'large.tif': ['image-too-large', tiffOf({ 256: 60_000, 257: 60_000, 262: 1, 273: 8 })],
  'tile.tif': [
    'image-damaged',
    tiffOf({ 256: 16, 257: 16, 258: 8, 259: 5, 262: 1, 322: 16_384, 323: 16_384, 324: 8, 325: 200 }),
  ],
};

it('bombs are refused with memory flat', () => {
  const paths = Object.entries(bombs).map(([name, [, bytes]]) => {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return path;
  });
  const small = ['rgb.jpg', 'rgb.png', 'rgb.webp', 'still.gif', 'rgb.bmp', 'rgb.ppm', 'lzw.tif'];
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [
      ...['--require', 'tsx/cjs', join(__dirname, 'testing', 'measure-memory.ts')],
      ...small.map((name) => join(oddImages, name)),
      '--',
      ...paths,
    ],
    { encoding: 'utf8', cwd: __dirname },
  );
  expect(stderr).toBe('');
  const { reasons, megabytes } = JSON.parse(stdout);
  const expected = Object.entries(bombs).map(([name, [reason]]) => [join(folder, name), reason]);
  expect(reasons).toEqual(Object.fromEntries(expected));
  // Each would take hundreds.
  expect(megabytes).toBeLessThan(100);
});
