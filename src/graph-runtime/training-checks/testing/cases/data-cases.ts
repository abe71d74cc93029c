import type { TrainingData } from '../../check';
import {
  type CheckCases,
  COLOR_PHOTOS,
  DENSE,
  FLATTEN,
  linear,
  straight,
  TABLE,
  TWO_CLASSES,
} from '../check-cases';

const LABELS = {
  exampleShape: [28, 28, 1],
  classCount: 3,
  trainCount: 1_000,
  targets: {
    kind: 'columns',
    columns: [
      { name: 'season', target: { kind: 'class', classNames: ['spring', 'summer', 'winter'] } },
      { name: 'color', target: { kind: 'class', classNames: ['red', 'green', 'blue', 'white', 'black'] } },
    ],
  },
} satisfies TrainingData;

/** An output for each of two labels: the first has three classes, the second five. */
const ofLabels = (seasons: number, colors: number, training: object = {}) =>
  straight([FLATTEN, ['dense', 'dense', { units: seasons }]], {
    training,
    nodes: [
      { id: 'dense2', type: 'dense', parameters: { units: colors } },
      { id: 'color', type: 'output', parameters: { label: 'color' } },
    ],
    wires: ['flatten -> dense2', 'dense2 -> color'],
  });

const auxiliary = (units: number, parameters: object = {}) =>
  straight([FLATTEN, DENSE], {
    nodes: [
      { id: 'dense2', type: 'dense', parameters: { units } },
      { id: 'aux', type: 'output', parameters: { auxiliary: true, ...parameters } },
    ],
    wires: ['flatten -> dense2', 'dense2 -> aux'],
  });
const dense = (units: number | string, options = {}) =>
  straight([FLATTEN, ['dense', 'dense', { units }]], options);
const normalized = (count: number, input: readonly number[] = [28, 28, 1]) =>
  linear(
    { normalization: { mean: new Array(count).fill(0.5), deviation: new Array(count).fill(0.25) } },
    { input },
  );

const tabular = (augmentation?: readonly object[], more: object = {}) =>
  straight([['dense', 'dense', { units: 3 }]], {
    input: [13],
    training: { batchSize: 16, ...(augmentation && { augmentation }), ...more },
  });

/** What does not go with the data set. */
export const dataCases: readonly CheckCases[] = [
  {
    code: 'classes-do-not-match',
    reported: [
      { name: 'aux-5', document: auxiliary(5), at: 'aux' },
      { name: 'aux-5-smooth', document: auxiliary(5, { labelSmoothing: 0.1 }), at: 'aux' },
      { name: 'classes-5', document: dense(5), at: 'output' },
      { name: 'one score for ten classes', document: dense(1, { output: { loss: 'binaryCrossEntropy' } }) },
      {
        name: 'squared error of five values',
        document: dense(5, { output: { loss: 'meanSquaredError' } }),
        at: 'output',
      },
      {
        name: 'units from a parameter of the network',
        document: dense('=classes', { parameters: [{ name: 'classes', kind: 'integer', default: 7 }] }),
      },
      {
        name: 'channels of a convolution are the scores',
        document: straight([['conv', 'conv2d', { filters: 6 }], ['gap', 'globalAveragePooling2d'], FLATTEN]),
        at: 'output',
      },
      {
        name: 'an auxiliary output that does not count',
        document: auxiliary(3, { lossWeight: 0 }),
        at: 'aux',
      },
      {
        name: 'as many as the first of two labels has',
        document: ofLabels(3, 3),
        data: LABELS,
        at: 'color',
      },
    ],
    silent: [
      { name: 'of each label as many as it has', document: ofLabels(3, 5), data: LABELS },
      { name: 'ten of ten', document: auxiliary(10) },
      { name: 'one score for two classes', document: dense(2), data: TWO_CLASSES },
      { name: 'data that is not here', document: dense(1000), data: null },
    ],
  },
  {
    code: 'more-scores-than-classes',
    reported: [
      { name: 'classes-11', document: dense(11), at: 'output' },
      {
        name: 'autoencoder-flat',
        document: straight(
          [FLATTEN, ['dense2', 'dense', { units: 32 }], ['dense3', 'dense', { units: 784 }]],
          {
            output: { loss: 'meanSquaredError' },
          },
        ),
        at: 'output',
      },
      { name: 'an auxiliary output of 100', document: auxiliary(100), at: 'aux' },
      { name: 'an ImageNet head', document: dense(1000), at: 'output' },
      { name: 'maps straight into the output', document: straight([FLATTEN]), at: 'output' },
      {
        name: 'as many as the other of two labels has',
        document: ofLabels(5, 5),
        data: LABELS,
        at: 'output',
      },
    ],
    silent: [
      { name: 'ten of ten', document: dense(10) },
      { name: 'of each label as many as it has', document: ofLabels(3, 5), data: LABELS },
      { name: 'two for one score', document: dense(2), data: TWO_CLASSES },
    ],
  },
  {
    code: 'channels-do-not-match',
    reported: [
      { name: 'two channels of color', document: linear({}, { input: [32, 32, 2] }), data: COLOR_PHOTOS },
      { name: 'four channels of color', document: linear({}, { input: [32, 32, 4] }), data: COLOR_PHOTOS },
      {
        name: 'gray from four channels',
        document: linear({}, { input: [8, 8, 1] }),
        data: { ...COLOR_PHOTOS, exampleShape: [8, 8, 4] },
        at: 'input',
      },
    ],
    silent: [
      { name: 'color from gray', document: linear({}, { input: [224, 224, 3] }) },
      { name: 'gray from color', document: linear({}, { input: [32, 32, 1] }), data: COLOR_PHOTOS },
    ],
  },
  {
    code: 'input-size-does-not-match',
    reported: [
      { name: 'tabular-on-images', document: straight([DENSE], { input: [54] }), at: 'input' },
      { name: 'vector-392', document: straight([DENSE], { input: [392] }), at: 'input' },
      { name: 'a sequence', document: straight([FLATTEN, DENSE], { input: [14, 10] }), at: 'input' },
      {
        name: 'a vector of gray for color',
        document: straight([DENSE], { input: [1024] }),
        data: COLOR_PHOTOS,
      },
    ],
    silent: [
      { name: 'as many values', document: straight([DENSE], { input: [784] }) },
      { name: 'rows of an image', document: straight([FLATTEN, DENSE], { input: [28, 28] }) },
      { name: 'an image of another size', document: linear({}, { input: [96, 96, 1] }) },
      {
        name: 'a second input, of which is not known what it takes',
        document: straight([FLATTEN, ['join', 'concatenate'], DENSE], {
          nodes: [{ id: 'second', type: 'input', parameters: { shape: [3] } }],
          wires: ['second -> join'],
        }),
      },
    ],
  },
  {
    code: 'images-too-small-to-crop',
    reported: [
      {
        name: 'an ImageNet input on small photos',
        document: linear({ imageFit: 'crop' }, { input: [224, 224, 3] }),
        data: COLOR_PHOTOS,
        at: 'imageFit',
      },
      {
        name: 'as wide, not as high',
        document: linear({ imageFit: 'crop' }, { input: [33, 32, 3] }),
        data: COLOR_PHOTOS,
      },
      { name: 'gray', document: linear({ imageFit: 'crop' }, { input: [32, 32, 1] }) },
    ],
    silent: [
      {
        name: 'larger images',
        document: linear({ imageFit: 'crop' }, { input: [28, 24, 3] }),
        data: COLOR_PHOTOS,
      },
      { name: 'the same size', document: linear({ imageFit: 'crop' }) },
      { name: 'resized', document: linear({}, { input: [224, 224, 3] }), data: COLOR_PHOTOS },
      { name: 'a table', document: tabular(undefined, { imageFit: 'crop' }), data: TABLE },
      { name: 'data that is not here', document: linear({ imageFit: 'crop' }), data: null },
    ],
  },
  {
    code: 'augmentation-of-a-table',
    reported: [
      { name: 'a flip', document: tabular([{ type: 'horizontalFlip' }]), data: TABLE, at: 'augmentation' },
      { name: 'a crop', document: tabular([{ type: 'randomCrop', padding: 1 }]), data: TABLE },
      {
        name: 'two steps',
        document: tabular([{ type: 'rotation' }, { type: 'brightness' }]),
        data: TABLE,
      },
    ],
    silent: [
      { name: 'a table as it is', document: tabular(), data: TABLE },
      { name: 'images', document: linear({ augmentation: [{ type: 'horizontalFlip' }] }) },
    ],
  },
  {
    code: 'normalization-channels',
    reported: [
      { name: 'normalization-3-for-1', document: normalized(3), at: 'normalization.mean' },
      { name: 'two for three', document: normalized(2, [28, 28, 3]), at: 'normalization.mean' },
      {
        name: 'a deviation of two for one mean',
        document: linear({ normalization: { mean: [0.5], deviation: [0.25, 0.5] } }, { input: [28, 28, 3] }),
        at: 'normalization.deviation',
      },
      { name: 'three for a vector', document: normalized(3, [784]), at: 'normalization.mean' },
    ],
    silent: [
      { name: 'one for all', document: normalized(1, [28, 28, 3]) },
      { name: 'three for three', document: normalized(3, [28, 28, 3]) },
    ],
  },
];
