import { describe, expect, it } from 'vitest';
import { analyze } from '../infer/analyze';
import { readNetwork } from '../infer/testing/read-network';

const errorsOf = (shape: number[], type: string, parameters: Record<string, number | number[] | string>) => {
  const document = readNetwork({
    nodes: [
      { id: 'input', type: 'input', parameters: { shape } },
      { id: 'layer', type, parameters },
      { id: 'flatten', type: 'flatten' },
      { id: 'dense', type: 'dense' },
      { id: 'output', type: 'output' },
    ],
    edges: ['input -> layer', 'layer -> flatten', 'flatten -> dense', 'dense -> output'],
  });
  return analyze(document).diagnostics.map(({ code }) => code);
};

/** What published networks, large images and large heads ask for. */
describe('the limits of sizes', () => {
  it.each<[string, number[], string, Record<string, number | number[] | string>]>([
    [
      'channel pooling written as a window',
      [784, 2048, 1],
      'averagePooling2d',
      { poolSize: [1, 2048], strides: [1, 2048] },
    ],
    [
      'a 4K image pooled as a whole',
      [2160, 3840, 3],
      'maxPooling2d',
      { poolSize: [2160, 3840], strides: 3840 },
    ],
    ['the second half of a flattened map', [262_144], 'slice', { begin: 131_072, size: 131_072 }],
    ['a vector of a minute of sound', [960_000], 'slice', { begin: 900_000, size: 10 }],
    ['a head of 100,000 classes on maps', [1, 1, 64], 'conv2d', { filters: 100_000, kernelSize: 1 }],
    ['a head of two million faces', [8], 'dense', { units: 2_000_000 }],
    ['images resized to 8K', [64, 64, 3], 'resize', { size: [4320, 7680] }],
    ['the pooled branch of DeepLab', [1, 1, 256], 'upSampling2d', { size: 65 }],
    [
      'the dilation of WaveNet',
      [1025, 1, 8],
      'conv2d',
      { filters: 8, kernelSize: [2, 1], dilationRate: [512, 1] },
    ],
    ['a 4K image padded to a square', [2160, 3840, 3], 'zeroPadding2d', { padding: [840, 840, 0, 0] }],
    ['padding of more than a thousand', [64, 64, 1], 'zeroPadding2d', { padding: 1920 }],
    ['100,000 groups', [1, 1, 100_000], 'groupNormalization', { groups: 100_000 }],
  ])('admit %s', (_name, shape, type, parameters) => {
    expect(errorsOf(shape, type, parameters)).toEqual([]);
  });

  it('still catch a slip of the finger', () => {
    expect(errorsOf([8, 8, 1], 'conv2d', { filters: 20_000_000 })).toEqual(['parameter-out-of-range']);
    expect(errorsOf([8, 8, 1], 'maxPooling2d', { poolSize: 100_000 })).toEqual(['parameter-out-of-range']);
  });
});
