import type { PlannedColumns } from '../../src/graph-runtime/datasets/labels/label-columns';
import { type Node, network } from './network';
import { DIGIT_SIDE, readDigits } from './source-data';
import type { TargetCase } from './target-case';

/* Networks with several labels of an example or numbers beside it, and networks that train on mixed images. */

const DIGITS = Array.from({ length: 10 }, (_, digit) => `${digit}`);
const LARGEST_BYTE = 255;

type Digit = ReturnType<typeof readDigits>[number];

type Label = PlannedColumns['columns'][number];

/** Digits with several labels, the first of which is the class; `heads` are the layers and outputs of the others, behind one convolution. */
function severalLabels(
  of: Pick<TargetCase, 'name' | 'loss'>,
  others: {
    readonly labels: readonly Label[];
    readonly valuesOf: (digit: Digit) => readonly number[];
    /** Absent: no label is a mask. */
    readonly maskOf?: (digit: Digit) => Uint8Array;
  },
  heads: readonly Node[],
  settings: Partial<TargetCase['document']['training']> = {},
): TargetCase {
  const examples = readDigits().map((one) => {
    const numbers = [one.digit, ...others.valuesOf(one)];
    const mask = others.maskOf?.(one);
    return { values: one.pixels, target: mask === undefined ? numbers : { numbers, images: [mask] } };
  });
  const digit: Label = { name: 'digit', target: { kind: 'class', classNames: DIGITS } };
  return {
    ...{ ...of, examples, batchSize: 32 },
    plan: {
      ...{ dtype: 'uint8', exampleShape: [8, 8, 1] },
      target: { kind: 'columns', columns: [digit, ...others.labels] },
    },
    document: network(
      [8, 8, 1],
      [
        ['conv', 'conv2d', { filters: 8, kernelSize: 3, padding: 'same' }],
        ['relu', 'relu'],
        ['flatten', 'flatten'],
        ...heads,
        ['scores', 'dense', { units: 10 }, ['flatten']],
      ],
      { batchSize: 32, ...settings },
    ),
    isForTorchOnly: true,
  };
}

/** Which digit is it, and how much ink is on it: a class and a number of each image, each with its output. */
function twoLabels(): TargetCase {
  return severalLabels(
    { name: 'two labels (class and number)', loss: 'classAndNumber' },
    {
      labels: [{ name: 'ink', target: { kind: 'numbers', names: ['ink'] } }],
      valuesOf: ({ pixels }) => [pixels.reduce((sum, value) => sum + value / LARGEST_BYTE, 0)],
    },
    [
      ['amount', 'dense', { units: 1 }],
      ['ink', 'output', { label: 'ink', loss: 'meanSquaredError', lossWeight: 2 }],
    ],
  );
}

/** Where the ink of an image begins and ends: x and y of both corners. */
function boxOf(pixels: Uint8Array): readonly number[] {
  const places = Array.from(pixels.keys()).filter((at) => (pixels[at] ?? 0) > 0);
  const columns = places.map((at) => at % DIGIT_SIDE);
  const rows = places.map((at) => Math.floor(at / DIGIT_SIDE));
  return [Math.min(...columns), Math.min(...rows), Math.max(...columns), Math.max(...rows)];
}

/** Which digit is it, is it round or even, and where is it: a class, two tags and a box of each image. */
function classTagsAndBox(
  name = 'three labels (class, tags, box)',
  settings: Partial<TargetCase['document']['training']> = {},
): TargetCase {
  const round = [0, 6, 8, 9];
  return severalLabels(
    { name, loss: 'classTagsAndBox' },
    {
      labels: [
        { name: 'tags', target: { kind: 'classes', classNames: ['round', 'even'] } },
        { name: 'box', target: { kind: 'numbers', names: ['xmin', 'ymin', 'xmax', 'ymax'] } },
      ],
      valuesOf: ({ pixels, digit }) => [
        round.includes(digit) ? 1 : 0,
        digit % 2 === 0 ? 1 : 0,
        ...boxOf(pixels),
      ],
    },
    [
      ['marks', 'dense', { units: 2 }],
      ['tags', 'output', { label: 'tags', loss: 'binaryCrossEntropy' }],
      ['corners', 'dense', { units: 4 }, ['flatten']],
      ['box', 'output', { label: 'box', loss: 'meanSquaredError', lossWeight: 2 }],
    ],
    settings,
  );
}

/** Which digit is it, which pixels are its ink, and how much ink there is: a class, a mask and a number of each image. */
function classMaskAndNumber(
  name = 'three labels (class, mask, number)',
  settings: Partial<TargetCase['document']['training']> = {},
  learnsMask = true,
): TargetCase {
  const ofMask: readonly Node[] = [
    ['places', 'conv2d', { filters: 11, kernelSize: 3, padding: 'same' }, ['relu']],
    ['pixels', 'output', { label: 'pixels' }],
  ];
  return severalLabels(
    { name, loss: 'classMaskAndNumber' },
    {
      labels: [
        { name: 'pixels', target: { kind: 'mask', classNames: ['background', ...DIGITS] } },
        { name: 'ink', target: { kind: 'numbers', names: ['ink'] } },
      ],
      valuesOf: ({ pixels }) => [pixels.reduce((sum, value) => sum + value / LARGEST_BYTE, 0)],
      maskOf: ({ pixels, digit }) => pixels.map((value) => (value < 64 ? 0 : digit + 1)),
    },
    [
      ...(learnsMask ? ofMask : []),
      ['amount', 'dense', { units: 1 }, ['flatten']],
      ['ink', 'output', { label: 'ink', loss: 'meanSquaredError', lossWeight: 2 }],
    ],
    settings,
  );
}

/** Cases that only exported projects train: what rare classes weigh, of each label, and on which part of the examples. */
export function exportedCases(): readonly TargetCase[] {
  return [
    classTagsAndBox('three labels, rare classes count more, half of the examples', {
      ...{ classWeights: 'balanced', trainingShare: 0.5, validationShare: 0.1 },
    }),
    classMaskAndNumber('three labels with a mask, rare classes count more, half of the examples, flipped', {
      ...{ classWeights: 'balanced', trainingShare: 0.5, validationShare: 0.1 },
      augmentation: [{ type: 'horizontalFlip', probability: 1 }],
    }),
    classMaskAndNumber('two labels beside a mask that is not learned', {}, false),
  ];
}

/** Which digit is it, by the image and by two numbers beside it, through a branch each: how much ink there is, and how much of it is above the middle. */
function numbersBeside(mixing: Pick<TargetCase['document']['training'], 'mixup'> = {}): TargetCase {
  const examples = readDigits().map(({ pixels, digit }) => {
    const inks = Array.from(pixels, (value) => value / LARGEST_BYTE);
    const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
    return { values: pixels, target: [digit, sum(inks), sum(inks.slice(0, inks.length / 2))] };
  });
  const isMixed = mixing.mixup !== undefined;
  return {
    name: `image with numbers beside it${isMixed ? ', mixup' : ''}`,
    ...{ loss: isMixed ? 'mixedBeside' : 'crossEntropyBeside', examples, batchSize: 32 },
    plan: {
      ...{ dtype: 'uint8', exampleShape: [8, 8, 1] },
      target: {
        kind: 'columns',
        columns: [
          { name: 'digit', target: { kind: 'class', classNames: DIGITS } },
          { name: 'ink', target: { kind: 'features', names: ['ink', 'above'] } },
        ],
      },
    },
    document: network(
      [8, 8, 1],
      [
        ['conv', 'conv2d', { filters: 8, kernelSize: 3, padding: 'same' }],
        ['gelu', 'gelu'],
        ['flatten', 'flatten'],
        ['numbers', 'input', { shape: [2], takes: 'numbers' }, []],
        ['wide', 'dense', { units: 8 }],
        ['bend', 'gelu'],
        ['join', 'concatenate', {}, ['flatten', 'bend']],
        ['scores', 'dense', { units: 10 }],
      ],
      { batchSize: 32, ...mixing },
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
    classMaskAndNumber(),
    numbersBeside(),
    numbersBeside({ mixup: 0.2 }),
    mixed('mixup', { mixup: 0.2 }),
    mixed('CutMix', { cutMix: 1 }),
    mixed('mixup and CutMix', { mixup: 0.2, cutMix: 1 }),
  ];
}
