import type { TargetDescription } from '../../../datasets/target-description';
import type { TrainingData } from '../../check';
import { type CheckCases, DENSE, FLATTEN, linear, straight } from '../check-cases';

/** Images of 28 x 28 gray pixels with such labels. */
const images = (targets: TargetDescription): TrainingData => ({
  exampleShape: [28, 28, 1],
  classCount: 0,
  targets,
  trainCount: 1_000,
});
const MASKS = images({ kind: 'mask', classNames: ['background', 'cat', 'dog'] });
const MASKS_AND_CLASSES = images({
  kind: 'columns',
  columns: [
    { name: 'outline', target: { kind: 'mask', classNames: ['background', 'cat', 'dog'] } },
    { name: 'animal', target: { kind: 'class', classNames: ['cat', 'dog'] } },
  ],
});
const TAGS = images({ kind: 'classes', classNames: ['red', 'green', 'blue'] });
const PRICES = images({ kind: 'numbers', names: ['price', 'area'], mean: [10, 20], deviation: [2, 3] });
const UNLABELED = images({ kind: 'none' });

const conv = (filters: number, more: object = {}) =>
  ['conv', 'conv2d', { filters, kernelSize: 3, ...more }] as const;
const dense = (units: number) => ['scores', 'dense', { units }] as const;
const POOLED = ['pool', 'globalAveragePooling2d', { keepDimensions: true }] as const;
const POSITIONS = ['positions', 'reshape', { targetShape: [49, 16] }] as const;
const autoencoder = { training: { target: 'input' } };

/** What a network is trained for: labels, losses, and the shapes of outputs. */
export const targetCases: readonly CheckCases[] = [
  {
    code: 'labels-missing',
    reported: [
      { name: 'images without labels', document: linear({}), data: UNLABELED, at: 'target' },
      { name: 'labels chosen', document: linear({ target: 'labels' }), data: UNLABELED, at: 'target' },
      {
        name: 'a table without labels',
        document: straight([DENSE], { input: [4] }),
        data: { exampleShape: [4], classCount: 0, targets: { kind: 'none' }, trainCount: 10 },
        at: 'target',
      },
    ],
    silent: [
      { name: 'autoencoder', document: straight([conv(1)], autoencoder), data: UNLABELED },
      { name: 'classes', document: linear({}) },
    ],
  },
  {
    code: 'loss-does-not-fit',
    reported: [
      { name: 'Huber of classes', document: linear({ loss: 'huber' }), at: 'loss' },
      { name: 'Dice of classes', document: linear({ loss: 'dice' }), at: 'loss' },
      {
        name: 'cross-entropy of numbers',
        document: straight([FLATTEN, dense(2)], { training: { loss: 'crossEntropy' } }),
        data: PRICES,
        at: 'loss',
      },
      {
        name: 'squared error of masks',
        document: straight([conv(3)], { training: { loss: 'meanSquaredError' } }),
        data: MASKS,
        at: 'loss',
      },
    ],
    silent: [
      { name: 'squared error of classes', document: linear({ loss: 'meanSquaredError' }) },
      {
        name: 'Huber of numbers',
        document: straight([FLATTEN, dense(2)], { training: { loss: 'huber' } }),
        data: PRICES,
      },
    ],
  },
  {
    code: 'output-of-image',
    reported: [
      { name: 'classes', document: straight([conv(10)]), at: 'output' },
      { name: 'several classes', document: straight([conv(3)]), data: TAGS, at: 'output' },
      { name: 'numbers', document: straight([conv(2)]), data: PRICES, at: 'output' },
      { name: 'an image like the input', document: straight([conv(1)]), at: 'output' },
    ],
    silent: [
      { name: 'masks', document: straight([conv(3)]), data: MASKS },
      { name: 'autoencoder', document: straight([conv(1)], autoencoder) },
      { name: 'the data set is not here', document: straight([conv(3)]), data: null },
    ],
  },
  {
    code: 'output-of-positions',
    reported: [
      { name: 'classes', document: straight([conv(1), POSITIONS]), at: 'output' },
      { name: 'several classes', document: straight([conv(1), POSITIONS]), data: TAGS, at: 'output' },
      { name: 'numbers', document: straight([conv(1), POSITIONS]), data: PRICES, at: 'output' },
    ],
    silent: [{ name: 'a vector', document: linear({}) }],
  },
  {
    code: 'output-of-pixel',
    reported: [
      { name: 'classes', document: straight([conv(10), POOLED]), at: 'output' },
      { name: 'several classes', document: straight([conv(3), POOLED]), data: TAGS, at: 'output' },
      { name: 'numbers', document: straight([conv(2), POOLED]), data: PRICES, at: 'output' },
    ],
    silent: [{ name: 'a vector', document: linear({}) }],
  },
  {
    code: 'output-shape-does-not-match',
    reported: [
      { name: 'too many channels for the masks', document: straight([conv(10)]), data: MASKS, at: 'output' },
      {
        name: 'an activation after too many channels',
        document: straight([conv(10), ['relu', 'relu']]),
        data: MASKS,
        at: 'output',
      },
      {
        name: 'another size than the masks',
        document: straight([conv(3, { strides: 2 })]),
        data: MASKS,
        at: 'output',
      },
      { name: 'other channels than the input', document: straight([conv(4)], autoencoder), at: 'output' },
      {
        name: 'the values of the input as a vector',
        document: straight([FLATTEN, dense(784)], autoencoder),
        at: 'output',
      },
    ],
    silent: [
      { name: 'masks', document: straight([conv(3)]), data: MASKS },
      { name: 'the input', document: straight([conv(1)], autoencoder) },
      { name: 'classes', document: linear({}) },
    ],
  },
  {
    code: 'too-few-classes',
    reported: [
      { name: 'one score', document: straight([FLATTEN, dense(1)]), at: 'output' },
      {
        name: 'of a table',
        document: straight([dense(1)], { input: [13] }),
        data: { exampleShape: [13], classCount: 2, trainCount: 100 },
        at: 'output',
      },
      {
        name: 'with smoothing',
        document: straight([FLATTEN, dense(1)], { output: { labelSmoothing: 0.1 } }),
        at: 'output',
      },
    ],
    silent: [
      {
        name: 'binary cross-entropy',
        document: straight([FLATTEN, dense(1)], { output: { loss: 'binaryCrossEntropy' } }),
      },
      {
        name: 'one number',
        document: straight([FLATTEN, dense(1)]),
        data: images({ kind: 'numbers', names: ['price'], mean: [0], deviation: [1] }),
      },
    ],
  },
  {
    code: 'values-do-not-match',
    reported: [
      { name: 'too many for the numbers', document: linear({}), data: PRICES, at: 'output' },
      { name: 'too few for the classes', document: straight([FLATTEN, dense(2)]), data: TAGS, at: 'output' },
      {
        name: 'other values than the row of a table',
        document: straight([dense(3)], { input: [13], ...autoencoder }),
        data: { exampleShape: [13], classCount: 3, trainCount: 100 },
        at: 'output',
      },
    ],
    silent: [
      { name: 'numbers', document: straight([FLATTEN, dense(2)]), data: PRICES },
      { name: 'several classes', document: straight([FLATTEN, dense(3)]), data: TAGS },
      { name: 'classes', document: straight([FLATTEN, dense(20)]) },
    ],
  },
  {
    code: 'mixed-without-classes',
    reported: [
      {
        name: 'numbers',
        document: straight([FLATTEN, dense(2)], { training: { mixup: 0.2 } }),
        ...{ data: PRICES, at: 'mixup' },
      },
      {
        name: 'masks',
        document: straight([conv(3)], { training: { cutMix: 1 } }),
        ...{ data: MASKS, at: 'cutMix' },
      },
      {
        name: 'masks beside a class',
        document: straight([conv(3)], { training: { mixup: 0.2 } }),
        ...{ data: MASKS_AND_CLASSES, at: 'mixup' },
      },
      {
        name: 'autoencoder',
        document: straight([conv(1)], { training: { mixup: 0.2, cutMix: 1, target: 'input' } }),
      },
    ],
    silent: [
      { name: 'classes', document: linear({ mixup: 0.2, cutMix: 1 }) },
      {
        name: 'several classes',
        document: straight([FLATTEN, dense(3)], { training: { mixup: 1 } }),
        data: TAGS,
      },
      { name: 'numbers as they are', document: straight([FLATTEN, dense(2)]), data: PRICES },
    ],
  },
  {
    code: 'cut-mix-without-images',
    reported: [
      {
        name: 'a table',
        document: straight([DENSE], { input: [4], training: { cutMix: 1 } }),
        data: { exampleShape: [4], classCount: 10, trainCount: 10 },
        at: 'cutMix',
      },
      { name: 'images as vectors', document: straight([DENSE], { input: [784], training: { cutMix: 0.5 } }) },
      { name: 'both', document: straight([DENSE], { input: [784], training: { cutMix: 1, mixup: 0.4 } }) },
    ],
    silent: [
      { name: 'images', document: linear({ cutMix: 1 }) },
      {
        name: 'vectors that are blended',
        document: straight([DENSE], { input: [784], training: { mixup: 1 } }),
      },
    ],
  },
  {
    code: 'class-weights-without-effect',
    reported: [
      {
        name: 'numbers',
        document: straight([FLATTEN, dense(2)], { training: { classWeights: 'balanced' } }),
        data: PRICES,
        at: 'classWeights',
      },
      {
        name: 'masks with Dice',
        document: straight([conv(3)], { training: { classWeights: 'balanced', loss: 'dice' } }),
        data: MASKS,
        at: 'classWeights',
      },
      {
        name: 'autoencoder',
        document: straight([conv(1)], { training: { classWeights: 'balanced', target: 'input' } }),
        at: 'classWeights',
      },
    ],
    silent: [
      { name: 'classes', document: linear({ classWeights: 'balanced' }) },
      { name: 'no weights', document: straight([conv(3)]), data: MASKS },
      {
        name: 'masks',
        document: straight([conv(3)], { training: { classWeights: 'balanced' } }),
        data: MASKS,
      },
      {
        name: 'several classes',
        document: straight([FLATTEN, dense(3)], { training: { classWeights: 'balanced' } }),
        data: TAGS,
      },
    ],
  },
];
