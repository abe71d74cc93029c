import { network } from './network';
import { DIGIT_SIDE, readDigits } from './source-data';
import type { TargetCase } from './target-case';

/* Networks that take a second image of each example beside the first. */

const DIGITS = Array.from({ length: 10 }, (_, digit) => `${digit}`);
const LARGEST_BYTE = 255;

/** The digit upside down, in three colors: as it is, inverted, half as bright. */
function viewOf(pixels: Uint8Array): Uint8Array {
  return Uint8Array.from({ length: 3 * pixels.length }, (_, at) => {
    const value = pixels[pixels.length - 1 - Math.floor(at / 3)] ?? 0;
    return [value, LARGEST_BYTE - value, Math.floor(value / 2)][at % 3] ?? 0;
  });
}

/** Brighter from the top to the bottom, where there is ink. */
function depthOf(pixels: Uint8Array): Uint8Array {
  return pixels.map((value, at) => (value > 0 ? 30 * (1 + Math.floor(at / DIGIT_SIDE)) : 0));
}

/** Which digit is it, by two views of it, and how deep is each pixel, or only the first of both. */
function twoViews(
  name: string,
  { loss, learnsDepth }: { readonly loss: string; readonly learnsDepth: boolean },
  settings: Partial<TargetCase['document']['training']> = {},
): TargetCase {
  const examples = readDigits().map(({ pixels, digit }) => ({
    values: pixels,
    target: { numbers: [digit], images: [viewOf(pixels), depthOf(pixels)] },
  }));
  const shape: [number, number, number] = [DIGIT_SIDE, DIGIT_SIDE, 1];
  return {
    ...{ name, loss, examples, batchSize: 32 },
    plan: {
      ...{ dtype: 'uint8', exampleShape: shape },
      target: {
        kind: 'columns',
        columns: [
          { name: 'digit', target: { kind: 'class', classNames: DIGITS } },
          { name: 'view', target: { kind: 'image', channels: 3, scale: 1 } },
          { name: 'depth', target: { kind: 'image', channels: 1, scale: 1 } },
        ],
      },
    },
    document: network(
      shape,
      [
        ['conv', 'conv2d', { filters: 8, kernelSize: 3, padding: 'same' }],
        ['gelu', 'gelu'],
        ['other', 'input', { shape: [DIGIT_SIDE, DIGIT_SIDE, 3], takes: 'second', label: 'view' }, []],
        ['seen', 'conv2d', { filters: 4, kernelSize: 3, padding: 'same' }],
        ['bend', 'gelu'],
        ['join', 'concatenate', {}, ['gelu', 'bend']],
        ...(learnsDepth
          ? ([
              ['deep', 'conv2d', { filters: 1, kernelSize: 3, padding: 'same' }],
              ['depth', 'output', { label: 'depth', loss: 'meanSquaredError', lossWeight: 2 }],
            ] as const)
          : []),
        ['flatten', 'flatten', {}, ['join']],
        ['scores', 'dense', { units: 10 }],
      ],
      { batchSize: 32, ...settings },
    ),
    isForTorchOnly: true,
  };
}

/** All of them. */
export function secondInputCases(): readonly TargetCase[] {
  return [
    twoViews('two views as inputs, class and depth', { loss: 'classAndDepth', learnsDepth: true }),
    twoViews('two views as inputs, CutMix', { loss: 'mixedViews', learnsDepth: false }, { cutMix: 1 }),
    twoViews('two views as inputs, mixup', { loss: 'mixedViews', learnsDepth: false }, { mixup: 0.2 }),
  ];
}
