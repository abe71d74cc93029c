import { expect, it } from 'vitest';
import { checkZipSize, directoryOf, STORED, sizesOf, ZipTooLargeError } from './zip-records';

/* What fits is read back in packages.test.ts and project-files.test.ts: here is what does not. */

const GIANT = 2 ** 32;
const entry = { name: Buffer.from('a'), method: STORED, crc: 0, packedSize: 1, size: 1, offset: 0 };

it('refuses what the format has no numbers for, instead of writing others', () => {
  expect(() => checkZipSize(GIANT - 1)).not.toThrow();
  expect(() => checkZipSize(GIANT)).toThrow(ZipTooLargeError);
  expect(() => sizesOf({ ...entry, packedSize: GIANT, size: GIANT })).toThrow(ZipTooLargeError);
  expect(() => directoryOf([entry], GIANT - 10, false)).toThrow(ZipTooLargeError);
  expect(() =>
    directoryOf(
      Array.from({ length: 65_536 }, () => entry),
      0,
      true,
    ),
  ).toThrow(ZipTooLargeError);
});
