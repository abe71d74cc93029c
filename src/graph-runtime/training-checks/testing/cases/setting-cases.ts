import { augmented, type CheckCases, FASHION_MNIST, linear } from '../check-cases';

const normalized = (mean: number[], deviation: number[]) =>
  linear(
    { normalization: { mean, deviation } },
    { input: [28, 28, Math.max(mean.length, deviation.length)] },
  );

/** Batches, shares and augmentation. */
export const settingCases: readonly CheckCases[] = [
  {
    code: 'average-of-the-beginning',
    reported: [
      {
        name: '0.999 in a hundred steps',
        document: linear({ weightAverage: 0.999, batchSize: 600 }),
        at: 'weightAverage',
      },
      { name: '0.9999 in two thousand', document: linear({ weightAverage: 0.9999 }), at: 'weightAverage' },
      {
        name: '0.99 in twenty',
        document: linear({ weightAverage: 0.99, batchSize: 3_000 }),
        at: 'weightAverage',
      },
    ],
    silent: [
      { name: 'what the setting begins with', document: linear({ weightAverage: 0.99 }) },
      { name: 'data that is not here', document: linear({ weightAverage: 0.9999 }), data: null },
    ],
  },
  {
    code: 'batch-larger-than-data',
    reported: [
      { name: '65,000 of 60,000', document: linear({ batchSize: 65_000 }), at: 'batchSize' },
      { name: '60,000 of 54,000', document: linear({ batchSize: 60_000, validationShare: 0.1 }) },
      {
        name: 'a small data set',
        document: linear({ batchSize: 128 }),
        data: { ...FASHION_MNIST, trainCount: 100 },
      },
    ],
    silent: [
      { name: 'the usual', document: linear({ batchSize: 256 }) },
      { name: 'all at once, as wanted', document: linear({ batchSize: 60_000 }) },
    ],
  },
  {
    code: 'micro-batch-without-effect',
    reported: [
      { name: '64 of 32', document: linear({ microBatchSize: 64 }), at: 'microBatchSize' },
      { name: '33 of 32', document: linear({ microBatchSize: 33 }) },
      { name: '2 of 1', document: linear({ batchSize: 1, microBatchSize: 2 }) },
    ],
    silent: [
      { name: 'microbatch-7-of-32', document: linear({ microBatchSize: 7 }) },
      { name: '32 of 32', document: linear({ microBatchSize: 32 }) },
    ],
  },
  {
    code: 'undividable-batch',
    reported: [
      { name: '33 for 32', document: linear({ replicas: 33 }), at: 'replicas' },
      { name: '2 for 1', document: linear({ batchSize: 1, replicas: 2 }) },
      { name: 'with micro-batches', document: linear({ microBatchSize: 8, replicas: 2 }), at: 'replicas' },
    ],
    silent: [
      { name: '2 for 32', document: linear({ replicas: 2 }) },
      { name: 'one for each example', document: linear({ replicas: 32 }) },
      { name: 'a micro-batch of the whole batch', document: linear({ microBatchSize: 32, replicas: 2 }) },
    ],
  },
  {
    code: 'too-few-to-validate',
    reported: [
      { name: 'one image', document: linear({ validationShare: 0.000_01 }), at: 'validationShare' },
      { name: 'nine images', document: linear({ validationShare: 0.000_15 }) },
      {
        name: 'a small data set',
        document: linear({ validationShare: 0.01 }),
        data: { ...FASHION_MNIST, trainCount: 500 },
      },
    ],
    silent: [{ name: 'the usual', document: linear({ validationShare: 0.1 }) }],
  },
  {
    code: 'crop-too-far',
    reported: [
      {
        name: 'crop-512',
        document: augmented({ type: 'randomCrop', padding: 512 }),
        at: 'augmentation.0.padding',
      },
      { name: 'as far as the image is wide', document: augmented({ type: 'randomCrop', padding: 28 }) },
      {
        name: 'a narrow image',
        document: augmented({ type: 'randomCrop', padding: 10 }),
        data: { ...FASHION_MNIST, exampleShape: [64, 16, 1] },
      },
      {
        name: 'a large image that is cropped',
        document: linear({ imageFit: 'crop', augmentation: [{ type: 'randomCrop', padding: 20 }] }),
        data: { ...FASHION_MNIST, exampleShape: [64, 64, 1] },
      },
    ],
    silent: [
      { name: 'the usual', document: augmented({ type: 'randomCrop', padding: 4 }) },
      { name: 'a quarter', document: augmented({ type: 'randomCrop', padding: 7 }) },
      {
        name: 'a large image that is resized',
        document: augmented({ type: 'randomCrop', padding: 20 }),
        data: { ...FASHION_MNIST, exampleShape: [64, 64, 1] },
      },
    ],
  },
  {
    code: 'flip-always',
    reported: [
      {
        name: 'always',
        document: augmented({ type: 'horizontalFlip', probability: 1 }),
        at: 'augmentation.0.probability',
      },
      {
        name: 'after another step',
        document: linear({
          augmentation: [{ type: 'randomCrop' }, { type: 'horizontalFlip', probability: 1 }],
        }),
        at: 'augmentation.1.probability',
      },
      {
        name: 'data that is not here',
        document: augmented({ type: 'horizontalFlip', probability: 1 }),
        data: null,
      },
    ],
    silent: [{ name: 'the usual', document: augmented({ type: 'horizontalFlip' }) }],
  },
  {
    code: 'brightness-washes-out',
    reported: [1, 0.9, 0.8].map((amount) => ({
      name: `${amount}`,
      document: augmented({ type: 'brightness', amount }),
    })),
    silent: [{ name: 'the usual', document: augmented({ type: 'brightness' }) }],
  },
  {
    code: 'color-shift-too-strong',
    reported: [10, 5, 1.5].map((deviation) => ({
      name: `${deviation}`,
      document: augmented({ type: 'pcaColor', deviation }),
    })),
    silent: [{ name: 'the usual', document: augmented({ type: 'pcaColor' }) }],
  },
  {
    code: 'erasing-areas-swapped',
    reported: [
      {
        name: 'erasing-min-over-max',
        document: augmented({ type: 'randomErasing', minimumArea: 0.9, maximumArea: 0.1 }),
        at: 'augmentation.0.minimumArea',
      },
      {
        name: 'the usual, swapped',
        document: augmented({ type: 'randomErasing', minimumArea: 0.33, maximumArea: 0.02 }),
      },
      { name: 'above the default', document: augmented({ type: 'randomErasing', minimumArea: 0.5 }) },
    ],
    silent: [
      { name: 'the usual', document: augmented({ type: 'randomErasing' }) },
      {
        name: 'one area',
        document: augmented({ type: 'randomErasing', minimumArea: 0.1, maximumArea: 0.1 }),
      },
    ],
  },
  {
    code: 'erasing-leaves-nothing',
    reported: [
      {
        name: 'everything',
        document: augmented({ type: 'randomErasing', probability: 1, minimumArea: 1, maximumArea: 1 }),
        at: 'augmentation.0.maximumArea',
      },
      {
        name: 'most',
        document: augmented({ type: 'randomErasing', probability: 1, minimumArea: 0.5, maximumArea: 0.9 }),
      },
      {
        name: 'four fifths',
        document: augmented({ type: 'randomErasing', probability: 0.8, minimumArea: 0.7, maximumArea: 0.9 }),
      },
    ],
    silent: [{ name: 'the usual', document: augmented({ type: 'randomErasing' }) }],
  },
  {
    code: 'augmentation-without-effect',
    reported: [
      {
        name: 'no flip',
        document: augmented({ type: 'horizontalFlip', probability: 0 }),
        at: 'augmentation.0.probability',
      },
      {
        name: 'no turn',
        document: augmented({ type: 'rotation', degrees: 0 }),
        at: 'augmentation.0.degrees',
      },
      { name: 'no contrast', document: augmented({ type: 'contrast', amount: 0 }) },
      { name: 'no brightness', document: augmented({ type: 'brightness', amount: 0 }) },
      { name: 'no color', document: augmented({ type: 'pcaColor', deviation: 0 }) },
      { name: 'no area', document: augmented({ type: 'randomErasing', minimumArea: 0, maximumArea: 0 }) },
    ],
    silent: [{ name: 'the usual', document: augmented({ type: 'rotation' }) }],
  },
  {
    code: 'normalization-in-bytes',
    reported: [
      { name: '127.5', document: normalized([127.5], [127.5]), at: 'normalization.mean' },
      {
        name: "ImageNet's, in bytes",
        document: normalized([123.68, 116.78, 103.94], [58.4, 57.12, 57.38]),
        at: 'normalization.deviation',
      },
      { name: 'a negative mean', document: normalized([-100], [0.5]), at: 'normalization.mean' },
    ],
    silent: [
      { name: "ImageNet's", document: normalized([0.485, 0.456, 0.406], [0.229, 0.224, 0.225]) },
      { name: 'to [-1, 1]', document: normalized([0.5], [0.5]) },
      { name: 'unchanged', document: normalized([0], [1]) },
    ],
  },
  {
    code: 'normalization-blows-up',
    reported: [
      { name: '1e-30', document: normalized([0.5], [1e-30]), at: 'normalization.deviation' },
      { name: 'one channel of three', document: normalized([0.5, 0.5, 0.5], [0.5, 1e-6, 0.5]) },
      { name: '0.0005', document: normalized([0], [0.0005]) },
    ],
    silent: [{ name: 'a dark channel', document: normalized([0.01], [0.01]) }],
  },
];
