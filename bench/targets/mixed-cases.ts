import { network } from './network';
import { DIGIT_SIDE, readDigits } from './source-data';
import type { TargetCase } from './target-case';

/* Networks with several labels of an example, and networks that train on mixed images. */

const DIGITS = Array.from({ length: 10 }, (_, digit) => `${digit}`);
const LARGEST_BYTE = 255;

/** Which digit is it, and how much ink is on it: a class and a number of each image, each with its output. */
function twoLabels(): TargetCase {
  const examples = readDigits().map(({ pixels, digit }) => ({
    values: pixels,
    target: [digit, pixels.reduce((sum, value) => sum + value / LARGEST_BYTE, 0)],
  }));
  return {
    ...{ name: 'two labels (class and number)', loss: 'classAndNumber', examples, batchSize: 32 },
    plan: {
      ...{ dtype: 'uint8', exampleShape: [8, 8, 1] },
      target: {
        kind: 'columns',
        columns: [
          { name: 'digit', target: { kind: 'class', classNames: DIGITS } },
          { name: 'ink', target: { kind: 'numbers', names: ['ink'] } },
        ],
      },
    },
    document: network(
      [8, 8, 1],
      [
        ['conv', 'conv2d', { filters: 8, kernelSize: 3, padding: 'same' }],
        ['relu', 'relu'],
        ['flatten', 'flatten'],
        ['amount', 'dense', { units: 1 }],
        ['ink', 'output', { label: 'ink', loss: 'meanSquaredError', lossWeight: 2 }],
        ['scores', 'dense', { units: 10 }, ['flatten']],
      ],
      { batchSize: 32 },
    ),
    isForTorchOnly: true,
  };
}

/** Where the ink of an image begins and ends: x and y of both corners. */
function boxOf(pixels: Uint8Array): readonly number[] {
  const places = Array.from(pixels.keys()).filter((at) => (pixels[at] ?? 0) > 0);
  const columns = places.map((at) => at % DIGIT_SIDE);
  const rows = places.map((at) => Math.floor(at / DIGIT_SIDE));
  return [Math.min(...columns), Math.min(...rows), Math.max(...columns), Math.max(...rows)];
}

/** Which digit is it, is it round or even, and where is it: a class, two tags and a box of each image. */
function classTagsAndBox(): TargetCase {
  const round = [0, 6, 8, 9];
  const examples = readDigits().map(({ pixels, digit }) => ({
    values: pixels,
    target: [digit, round.includes(digit) ? 1 : 0, digit % 2 === 0 ? 1 : 0, ...boxOf(pixels)],
  }));
  const corners = ['xmin', 'ymin', 'xmax', 'ymax'];
  return {
    ...{ name: 'three labels (class, tags, box)', loss: 'classTagsAndBox', examples, batchSize: 32 },
    plan: {
      ...{ dtype: 'uint8', exampleShape: [8, 8, 1] },
      target: {
        kind: 'columns',
        columns: [
          { name: 'digit', target: { kind: 'class', classNames: DIGITS } },
          { name: 'tags', target: { kind: 'classes', classNames: ['round', 'even'] } },
          { name: 'box', target: { kind: 'numbers', names: corners } },
        ],
      },
    },
    document: network(
      [8, 8, 1],
      [
        ['conv', 'conv2d', { filters: 8, kernelSize: 3, padding: 'same' }],
        ['relu', 'relu'],
        ['flatten', 'flatten'],
        ['marks', 'dense', { units: 2 }],
        ['tags', 'output', { label: 'tags', loss: 'binaryCrossEntropy' }],
        ['corners', 'dense', { units: 4 }, ['flatten']],
        ['box', 'output', { label: 'box', loss: 'meanSquaredError', lossWeight: 2 }],
        ['scores', 'dense', { units: 10 }, ['flatten']],
      ],
      { batchSize: 32 },
    ),
    isForTorchOnly: true,
  };
}

/** Digits that are mixed with one another; without kinks, as a unit at a kink turns by a last bit (decision 0283). */
function mixed(
  name: string,
  mixing: Pick<TargetCase['document']['training'], 'mixup' | 'cutMix'>,
): TargetCase {
  const examples = readDigits().map(({ pixels, digit }) => ({ values: pixels, target: digit }));
  return {
    ...{ name: `${name} (digits)`, loss: 'mixedCrossEntropy', examples, batchSize: 32 },
    plan: { dtype: 'uint8', exampleShape: [8, 8, 1], target: { kind: 'class', classNames: DIGITS } },
    document: network(
      [8, 8, 1],
      [
        ['conv', 'conv2d', { filters: 8, kernelSize: 3, padding: 'same' }],
        ['gelu', 'gelu'],
        ['flatten', 'flatten'],
        ['scores', 'dense', { units: 10 }],
      ],
      { batchSize: 32, ...mixing },
    ),
    isForTorchOnly: true,
  };
}

/** All of them. */
export function mixedCases(): readonly TargetCase[] {
  return [
    twoLabels(),
    classTagsAndBox(),
    mixed('mixup', { mixup: 0.2 }),
    mixed('CutMix', { cutMix: 1 }),
    mixed('mixup and CutMix', { mixup: 0.2, cutMix: 1 }),
  ];
}
