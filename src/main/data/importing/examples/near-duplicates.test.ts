import { describe, expect, it } from 'vitest';
import { NEAR_DISTANCE, NearDuplicates, thumbnailOf } from './near-duplicates';

const flat = (value: number) => new Uint8Array(64).fill(value);

/** The hash with some of its 64 bits changed. */
function change(hash: string, ...bits: readonly number[]): string {
  const changed = bits.reduce((value, bit) => value ^ (1n << BigInt(bit)), BigInt(`0x${hash}`));
  return changed.toString(16).padStart(16, '0');
}

const HASH = '0123456789abcdef';

describe('images that look the same', () => {
  it.each([[[0, 1, 2]], [[0, 20, 40]], [[15, 16, 63]], [[5, 33, 50]]])(
    'are found where bits %j of the hash differ',
    (bits) => {
      const near = new NearDuplicates();
      near.add(HASH, flat(100));
      expect(bits).toHaveLength(NEAR_DISTANCE);
      expect(near.find(change(HASH, ...bits), flat(103))).toBe(0);
      expect(near.find(change(HASH, ...bits, 60, 61), flat(100))).toBeNull();
    },
  );

  it('are not taken for the same where their brightness is another', () => {
    const near = new NearDuplicates();
    near.add(HASH, flat(100));
    expect(near.find(HASH, flat(110))).toBeNull();
  });

  it('are found by their first, among thousands', () => {
    const near = new NearDuplicates();
    for (let index = 0; index < 3_000; index += 1) {
      near.add(change(HASH, index % 64, (index * 7) % 64, (index * 13) % 64), flat(index % 200));
    }
    expect(near.find(change(HASH, 1), flat(0))).not.toBeNull();
    expect(near.find('fedcba9876543210', flat(0))).toBeNull();
  });

  it('are not looked for among pictures without structure', () => {
    const near = new NearDuplicates();
    near.add('0000000000000000', flat(255));
    expect(near.find('0000000000000000', flat(255))).toBeNull();
  });
});

describe('thumbnails', () => {
  it('are means over parts of the image, in gray', () => {
    const pixels = Uint8Array.from({ length: 16 * 16 * 3 }, (_, at) =>
      Math.floor(at / 3) % 16 < 8 ? 0 : 240,
    );
    const thumbnail = thumbnailOf(pixels, 16, 16, 3);
    expect([...thumbnail.subarray(0, 8)]).toEqual([0, 0, 0, 0, 240, 240, 240, 240]);
  });

  it('exist of images that are smaller than they are', () => {
    expect([...thumbnailOf(Uint8Array.of(7), 1, 1, 1)]).toEqual(Array(64).fill(7));
  });
});
