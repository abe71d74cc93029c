import type { TrainingSettings } from '../../src/graph-runtime/document/document';
import { readPreset } from '../../src/graph-runtime/testing/presets';
import { branchedCases } from './branched-cases';
import { beside } from './beside';
import { mixedCases } from './mixed-cases';
import { secondInputCases } from './second-input-cases';
import { type Node, network } from './network';
import { DIGIT_SIDE, readDiabetes, readDigits } from './source-data';
import type { TargetCase } from './target-case';

const conv = (id: string, filters: number, from?: readonly string[]): Node => [
  id,
  'conv2d',
  { filters, kernelSize: 3, padding: 'same' },
  from,
];
const relu = (id: string): Node => [id, 'relu'];

/** A small U-Net: one level down and up, with its skip connection. */
const unet = (classes: number): readonly Node[] => [
  conv('down', 8),
  relu('down-relu'),
  ['pool', 'maxPooling2d', { poolSize: 2, strides: 2 }],
  conv('bottom', 16),
  relu('bottom-relu'),
  ['up', 'upSampling2d', { size: 2, interpolation: 'nearest' }],
  ['skip', 'concatenate', {}, ['up', 'down-relu']],
  conv('last', classes),
];

const DIGITS = Array.from({ length: 10 }, (_, digit) => `${digit}`);

/** Regression: the progression of diabetes from ten features. */
function regressions(): TargetCase[] {
  const examples = readDiabetes().map(({ features, progression }) => ({
    values: features,
    target: [progression],
  }));
  const document = (loss: TrainingSettings['loss']) =>
    network([10], [['hidden', 'dense', { units: 32 }], relu('relu'), ['dense', 'dense', { units: 1 }]], {
      ...(loss && { loss }),
      batchSize: 16,
    });
  const plan: TargetCase['plan'] = {
    ...{ dtype: 'float32', exampleShape: [10] },
    target: { kind: 'numbers', names: ['progression'] },
  };
  return (['meanSquaredError', 'meanAbsoluteError', 'huber'] as const).map((loss) => ({
    ...{ name: 'regression (diabetes)', loss, examples, batchSize: 16, plan },
    document: document(loss),
  }));
}

/** Two digits side by side: which digits are there? */
function multiLabel(): TargetCase {
  const digits = readDigits();
  const examples = digits.slice(0, -1).map(({ pixels, digit }, at) => {
    const next = digits[at + 1] ?? { pixels, digit };
    return { values: beside(pixels, next.pixels), target: [...new Set([digit, next.digit])] };
  });
  return {
    ...{ name: 'several classes (two digits)', loss: 'binaryCrossEntropy', examples, batchSize: 32 },
    plan: { dtype: 'uint8', exampleShape: [8, 16, 1], target: { kind: 'classes', classNames: DIGITS } },
    document: network(
      [8, 16, 1],
      [
        conv('conv', 8),
        relu('relu'),
        ['pool', 'maxPooling2d', { poolSize: 2, strides: 2 }],
        ['flatten', 'flatten'],
        ['dense', 'dense', { units: 10 }],
      ],
      { batchSize: 32 },
    ),
  };
}

/** The ink of two digits, pixel by pixel: background or which digit. */
function segmentations(): TargetCase[] {
  const digits = readDigits();
  const examples = digits.slice(0, -1).map(({ pixels, digit }, at) => {
    const next = digits[at + 1] ?? { pixels, digit };
    const mask = beside(maskOf(pixels, digit), maskOf(next.pixels, next.digit));
    return { values: beside(pixels, next.pixels), target: mask };
  });
  return (['crossEntropy', 'dice'] as const).map((loss) => ({
    ...{ name: 'segmentation (ink of digits, U-Net)', loss, examples, batchSize: 32 },
    plan: {
      ...{ dtype: 'uint8', exampleShape: [8, 16, 1] },
      target: { kind: 'mask', classNames: ['background', ...DIGITS] },
    },
    document: network([8, 16, 1], unet(11), { batchSize: 32, loss }),
  }));
}

/** The ink of digits by one score a pixel. */
function inkByOneScore(): TargetCase {
  const examples = readDigits().map(({ pixels }) => ({ values: pixels, target: maskOf(pixels, 0) }));
  return {
    ...{ name: 'segmentation (one score a pixel)', loss: 'binaryPixels', examples, batchSize: 32 },
    plan: { dtype: 'uint8', exampleShape: [8, 8, 1], target: { kind: 'mask', classNames: ['paper', 'ink'] } },
    document: network([8, 8, 1], unet(1), { batchSize: 32, loss: 'binaryCrossEntropy' }),
  };
}

function maskOf(pixels: Uint8Array, digit: number): Uint8Array {
  return pixels.map((value) => (value < 64 ? 0 : digit + 1));
}

/** Digits through sixteen numbers and back. */
function autoencoders(): TargetCase[] {
  const examples = readDigits().map(({ pixels }) => ({ values: pixels, target: null }));
  return (['meanSquaredError', 'binaryCrossEntropy'] as const).map((loss) => ({
    ...{ name: 'autoencoder (digits)', loss, examples, batchSize: 32 },
    plan: { dtype: 'uint8', exampleShape: [8, 8, 1], target: { kind: 'none' } },
    document: network(
      [8, 8, 1],
      [
        ['flatten', 'flatten'],
        ['code', 'dense', { units: 16 }],
        relu('relu'),
        ['decode', 'dense', { units: 64 }],
        ['image', 'reshape', { targetShape: [8, 8, 1] }],
      ],
      { batchSize: 32, target: 'input', loss },
    ),
  }));
}

/** Digits in twice the size, light and dark exchanged. */
function secondImages(): TargetCase[] {
  const examples = readDigits().map(({ pixels }) => ({ values: pixels, target: negative(pixels) }));
  return (['meanSquaredError', 'binaryCrossEntropy'] as const).map((loss) => ({
    ...{ name: 'second image (digits, twice the size)', loss, examples, batchSize: 32 },
    plan: { dtype: 'uint8', exampleShape: [8, 8, 1], target: { kind: 'image', channels: 1, scale: 2 } },
    document: network(
      [8, 8, 1],
      [
        conv('features', 8),
        relu('relu'),
        ['up', 'upSampling2d', { size: 2, interpolation: 'nearest' }],
        conv('last', 1),
      ],
      { batchSize: 32, loss },
    ),
  }));
}

function negative(pixels: Uint8Array): Uint8Array {
  return Uint8Array.from({ length: 4 * DIGIT_SIDE ** 2 }, (_, at) => {
    const [row, column] = [Math.floor(at / (2 * DIGIT_SIDE)), at % (2 * DIGIT_SIDE)];
    return 255 - (pixels[Math.floor(row / 2) * DIGIT_SIDE + Math.floor(column / 2)] ?? 0);
  });
}

/** Digits of which a third of the classes is rare, weighted. */
function classWeights(): TargetCase {
  const examples = readDigits()
    .filter(({ digit }, at) => digit < 7 || at % 5 === 0)
    .map(({ pixels, digit }) => ({ values: pixels, target: digit }));
  return {
    ...{ name: 'class weights (rare digits)', loss: 'weightedCrossEntropy', examples, batchSize: 32 },
    plan: { dtype: 'uint8', exampleShape: [8, 8, 1], target: { kind: 'class', classNames: DIGITS } },
    document: network(
      [8, 8, 1],
      [
        ['flatten', 'flatten'],
        ['dense', 'dense', { units: 10 }],
      ],
      { batchSize: 32, classWeights: 'balanced' },
    ),
  };
}

/** A digit three times as large, in the middle of 28 x 28 pixels. */
function enlarged(pixels: Uint8Array): Uint8Array {
  return Uint8Array.from({ length: 28 * 28 }, (_, at) => {
    const [row, column] = [Math.floor(at / 28) - 2, (at % 28) - 2];
    const isInside = row >= 0 && column >= 0 && row < 3 * DIGIT_SIDE && column < 3 * DIGIT_SIDE;
    return isInside ? (pixels[Math.floor(row / 3) * DIGIT_SIDE + Math.floor(column / 3)] ?? 0) : 0;
  });
}

/** The gallery's vision transformer: attention, class token, positions, and dense layers at each of them. */
function visionTransformer(): TargetCase {
  const examples = readDigits().map(({ pixels, digit }) => ({ values: enlarged(pixels), target: digit }));
  const { training, ...preset } = readPreset('vit');
  return {
    ...{ name: 'ViT, 28 x 28 (digits)', loss: 'crossEntropy', examples, batchSize: 32 },
    plan: { dtype: 'uint8', exampleShape: [28, 28, 1], target: { kind: 'class', classNames: DIGITS } },
    document: {
      ...preset,
      training: { ...training, ...{ seed: 3, epochs: 1, batchSize: 32 }, schedule: CONSTANT },
    },
    isForTorchOnly: true,
  };
}

const CONSTANT = { type: 'constant', warmupEpochs: 0 } as const;

/** The same network and data with class weights. */
function weighted(of: TargetCase | undefined, loss: string): TargetCase[] {
  if (of === undefined) return [];
  const training = { ...of.document.training, classWeights: 'balanced' } as const;
  return [{ ...of, loss, name: `${of.name}, class weights`, document: { ...of.document, training } }];
}

/** All that is compared. */
export function targetCases(): readonly TargetCase[] {
  const [mask] = segmentations();
  return [
    classWeights(),
    ...weighted(multiLabel(), 'weightedBinaryCrossEntropy'),
    ...weighted(mask, 'weightedPixels'),
    ...regressions(),
    multiLabel(),
    ...segmentations(),
    inkByOneScore(),
    ...autoencoders(),
    ...secondImages(),
    visionTransformer(),
    ...branchedCases(),
    ...mixedCases(),
    ...secondInputCases(),
  ];
}
