import { describe, expect, it } from 'vitest';
import { classesOfMasks, fitMask } from './fit-mask';

const options = { channels: 3, background: [255, 255, 255] } as const;

describe('classes of masks', () => {
  it('are the values that occur', () => {
    expect(classesOfMasks(new Set([0, 255]))).toMatchObject({ classNames: ['0', '255'], ignore: undefined });
    const { classNames, ignore, classOf } = classesOfMasks(new Set([15, 0, 255, 3]));
    expect({ classNames, ignore }).toEqual({ classNames: ['0', '3', '15'], ignore: 255 });
    expect([classOf[0], classOf[3], classOf[15], classOf[255]]).toEqual([0, 1, 2, 255]);
  });
});

describe('a mask that is fitted', () => {
  const classes = classesOfMasks(new Set([0, 1, 2, 255]));
  const mask = { height: 2, width: 4, values: Uint8Array.of(0, 0, 1, 1, 2, 2, 255, 255) };

  it('has no class that it did not have', () => {
    const fitted = fitMask(mask, { ...options, height: 4, width: 4, fit: 'squash' }, classes);
    expect([...fitted]).toEqual([0, 0, 1, 1, 0, 0, 1, 1, 2, 2, 255, 255, 2, 2, 255, 255]);
  });

  it('is cut where its image is', () => {
    const fitted = fitMask(mask, { ...options, height: 2, width: 2, fit: 'crop' }, classes);
    expect([...fitted]).toEqual([0, 1, 2, 255]);
  });

  it('does not count around a padded image', () => {
    const fitted = fitMask(mask, { ...options, height: 4, width: 4, fit: 'pad' }, classes);
    expect([...fitted].slice(0, 4)).toEqual([255, 255, 255, 255]);
    expect([...fitted].slice(4, 12)).toEqual([...mask.values]);
  });
});
