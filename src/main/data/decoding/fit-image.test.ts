import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type ByteTensor, readByteTensors } from '../../../graph-runtime/testing/safetensors';
import { type FitOptions, fitImage } from './fit-image';
import { roundHalfToEven } from './round-half-to-even';
import { imageOfColors } from './testing/image-of-colors';

const references = readByteTensors(join(__dirname, 'testing', 'fitting', 'reference.safetensors'));
const KEY = /^(.+) (\d+)x(\d+) ([13]) (squash|crop|pad)$/;

interface Case {
  readonly key: string;
  readonly picture: ByteTensor;
  readonly options: FitOptions;
  readonly expected: Uint8Array;
}

const cases = [...references].flatMap(([key, { data }]): Case[] => {
  const [, name = '', height, width, channels, fit] = KEY.exec(key) ?? [];
  const picture = references.get(name);
  if (picture === undefined) return [];
  const options = {
    height: Number(height),
    width: Number(width),
    channels: channels === '1' ? 1 : 3,
    fit: fit as FitOptions['fit'],
    background: [10, 200, 90],
  } as const;
  return [{ key, picture, options, expected: data }];
});

describe('fitted images are Pillow’s, bit for bit', () => {
  it('in many sizes', () => expect(cases.length).toBe(276));

  it.each(cases)('$key', ({ picture, options, expected }) => {
    const fitted = fitImage(imageOfColors(picture), options);
    expect(Buffer.compare(fitted, expected)).toBe(0);
  });
});

describe('a transparent image', () => {
  const clear = { ...imageOfColors({ shape: [2, 3, 3], data: new Uint8Array(18).fill(77) }), hasAlpha: true };
  clear.pixels.forEach((_, at) => {
    if (at % 4 === 3) clear.pixels[at] = 0;
  });

  it.each([1, 3] as const)('is its background, with %i channels', (channels) => {
    const options = { height: 4, width: 5, channels, fit: 'squash', background: [255, 0, 0] } as const;
    const color = channels === 1 ? [76] : [255, 0, 0];
    expect([...fitImage(clear, options)]).toEqual(Array.from({ length: 20 }, () => color).flat());
  });
});

it('keeps a pixel of an image that is too narrow to be padded', () => {
  const line = imageOfColors({ shape: [1, 50, 3], data: new Uint8Array(150).fill(9) });
  const options = { height: 3, width: 3, channels: 1, fit: 'pad', background: [0, 0, 0] } as const;
  expect([...fitImage(line, options)]).toEqual([0, 0, 0, 9, 9, 9, 0, 0, 0]);
});

it('rounds as Python does', () => {
  expect([0.5, 1.5, 2.5, 2.4, 2.6, 7].map(roundHalfToEven)).toEqual([0, 2, 2, 2, 3, 7]);
});
