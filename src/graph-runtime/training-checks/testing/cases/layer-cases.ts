import { type CheckCases, DENSE, FASHION_MNIST, FLATTEN, type Layer, straight } from '../check-cases';

const CONV: Layer = ['c', 'conv2d', { filters: 4, strides: 2 }];
const GAP: Layer = ['gap', 'globalAveragePooling2d'];
const RELU: Layer = ['r', 'relu'];
const TOKENS = ['tokens', 'embedding', { features: 2 }] as const;
const NORMALIZED = { normalization: { mean: [0.5], deviation: [0.5] } };

/** Something after global average pooling, where each channel has one value. */
const pooled = (layer: Layer, training = {}) =>
  straight([CONV, GAP, layer, RELU, FLATTEN, DENSE], { training });
/** Something after a dense layer of some units. */
const hidden = (units: number, layers: readonly Layer[], training = {}) =>
  straight([FLATTEN, ['h', 'dense', { units }], ...layers, DENSE], { training });
const BN: Layer = ['bn', 'batchNormalization'];
const deep = (kernelInitializer: string, last = kernelInitializer) =>
  straight([
    FLATTEN,
    ['h', 'dense', { units: 16, kernelInitializer }],
    RELU,
    ['dense', 'dense', { units: 10, kernelInitializer: last }],
  ]);

/** Layers that nothing, or the same, passes through. */
export const layerCases: readonly CheckCases[] = [
  {
    code: 'normalizes-one-value',
    reported: [
      { name: 'bn-batch1', document: pooled(BN, { batchSize: 1 }), at: 'bn' },
      { name: 'gn-1x1', document: pooled(['gn', 'groupNormalization', { groups: 4 }]), at: 'gn' },
      { name: 'ln-one-feature', document: hidden(1, [['ln', 'layerNormalization']]), at: 'ln' },
      {
        name: 'batch normalization in micro-batches of 1',
        document: hidden(8, [BN], { microBatchSize: 1 }),
        at: 'bn',
      },
      { name: 'as many replicas as examples', document: hidden(8, [BN], { replicas: 32 }), at: 'bn' },
      { name: 'softmax over one channel', document: hidden(1, [['s', 'softmax']]), at: 's' },
    ],
    silent: [
      { name: 'batches of 32', document: pooled(BN) },
      {
        name: 'one example with maps',
        document: straight([CONV, BN, FLATTEN, DENSE], { training: { batchSize: 1 } }),
      },
      {
        name: 'as many replicas as examples, synchronized',
        document: hidden(8, [BN], { replicas: 32, batchStatistics: 'synchronized' }),
      },
      { name: 'one group', document: pooled(['gn', 'groupNormalization', { groups: 1 }]) },
    ],
  },
  {
    code: 'last-batch-of-one',
    reported: [
      { name: '59,999 of 60,000', document: hidden(8, [BN], { batchSize: 59_999 }), at: 'batchSize' },
      {
        name: 'after a tenth is held out',
        document: hidden(8, [BN], { batchSize: 4_909, validationShare: 0.1 }),
      },
      {
        name: 'pooled maps of a small data set',
        document: pooled(BN, { batchSize: 50 }),
        data: { ...FASHION_MNIST, trainCount: 1_001 },
      },
      {
        name: 'micro-batches',
        document: hidden(8, [BN], { batchSize: 32, microBatchSize: 31 }),
        at: 'microBatchSize',
      },
      {
        name: 'replicas of one example in the last batch',
        document: hidden(8, [BN], { batchSize: 59_998, replicas: 2 }),
        at: 'replicas',
      },
    ],
    silent: [
      { name: 'batches that go up', document: hidden(8, [BN], { batchSize: 60 }) },
      {
        name: 'synchronized replicas of one example',
        document: hidden(8, [BN], { batchSize: 59_998, replicas: 2, batchStatistics: 'synchronized' }),
      },
      { name: 'maps', document: straight([CONV, BN, FLATTEN, DENSE], { training: { batchSize: 59_999 } }) },
      { name: 'no batch normalization', document: hidden(8, [RELU], { batchSize: 59_999 }) },
    ],
  },
  {
    code: 'small-normalized-parts',
    reported: [
      {
        name: 'microbatch-7-of-32 with batch normalization',
        document: hidden(8, [BN], { microBatchSize: 7 }),
      },
      { name: 'fours', document: straight([CONV, BN, FLATTEN, DENSE], { training: { microBatchSize: 4 } }) },
      {
        name: 'a small rest',
        document: hidden(8, [BN], { batchSize: 34, microBatchSize: 16 }),
        at: 'microBatchSize',
      },
      { name: 'five replicas', document: hidden(8, [BN], { replicas: 5 }), at: 'replicas' },
    ],
    silent: [
      // Without batch statistics, gradients of parts add up exactly.
      { name: 'microbatch-7-of-32', document: hidden(8, [RELU], { microBatchSize: 7 }) },
      { name: 'sixteens', document: hidden(8, [BN], { microBatchSize: 16 }) },
      { name: 'four replicas', document: hidden(8, [BN], { replicas: 4 }) },
      {
        name: 'five that are synchronized',
        document: hidden(8, [BN], { replicas: 5, batchStatistics: 'synchronized' }),
      },
      {
        name: 'layer normalization',
        document: hidden(8, [['ln', 'layerNormalization']], { microBatchSize: 4 }),
      },
    ],
  },
  {
    code: 'statistics-of-the-beginning',
    reported: [
      { name: 'momentum 1', document: hidden(8, [['bn', 'batchNormalization', { momentum: 1 }]]), at: 'bn' },
      {
        name: '0.999 in a hundred steps',
        document: hidden(8, [['bn', 'batchNormalization', { momentum: 0.999 }]], { batchSize: 600 }),
      },
      {
        name: '0.99 in a hundred steps',
        document: straight([CONV, ['bn', 'batchNormalization', { momentum: 0.99 }], FLATTEN, DENSE], {
          training: { batchSize: 600 },
        }),
        at: 'bn',
      },
      {
        name: 'data that is not here',
        document: hidden(8, [['bn', 'batchNormalization', { momentum: 1 }]]),
        data: null,
      },
    ],
    silent: [
      { name: 'the usual', document: hidden(8, [BN]) },
      {
        name: '0.999 in thousands of steps',
        document: hidden(8, [['bn', 'batchNormalization', { momentum: 0.999 }]], { epochs: 2 }),
      },
    ],
  },
  {
    code: 'embedding-of-fractions',
    reported: [
      {
        name: 'a table, whose numbers are standardized',
        document: straight([TOKENS, FLATTEN, DENSE], { input: [4] }),
        data: { exampleShape: [4], classCount: 10, trainCount: 1_000 },
        at: 'tokens',
      },
      {
        name: 'normalized images',
        document: straight([['row', 'flatten'], TOKENS, FLATTEN, DENSE], { training: NORMALIZED }),
        at: 'tokens',
      },
      {
        name: 'gray levels that are not multiplied',
        document: straight([['tokens', 'embedding', { features: 2, scale: 1 }], FLATTEN, DENSE]),
        at: 'tokens',
      },
    ],
    silent: [
      { name: 'gray levels', document: straight([TOKENS, FLATTEN, DENSE]) },
      {
        name: 'what a layer computes',
        document: straight([CONV, ['one', 'conv2d', { filters: 1, kernelSize: 1 }], TOKENS, FLATTEN, DENSE], {
          training: NORMALIZED,
        }),
      },
    ],
  },
  {
    code: 'drops-nearly-all',
    reported: [
      { name: '0.95 of 16', document: hidden(16, [['d', 'dropout', { rate: 0.95 }]]), at: 'd' },
      { name: 'one value', document: hidden(1, [['d', 'dropout', { rate: 0.5 }]]), at: 'd' },
      {
        name: 'channels',
        document: straight([CONV, ['d', 'spatialDropout2d', { rate: 0.9 }], FLATTEN, DENSE]),
        at: 'd',
      },
    ],
    silent: [
      { name: 'half', document: hidden(16, [['d', 'dropout', { rate: 0.5 }]]) },
      { name: '0.95 of 128', document: hidden(128, [['d', 'dropout', { rate: 0.95 }]]) },
    ],
  },
  {
    code: 'labels-smoothed-away',
    reported: [
      {
        name: 'cross-entropy',
        document: straight([FLATTEN, DENSE], { output: { labelSmoothing: 1 } }),
        at: 'output',
      },
      {
        name: 'squared error',
        document: straight([FLATTEN, DENSE], { output: { labelSmoothing: 1, loss: 'meanSquaredError' } }),
      },
      {
        name: 'binary cross-entropy',
        document: straight([FLATTEN, DENSE], { output: { labelSmoothing: 1, loss: 'binaryCrossEntropy' } }),
      },
    ],
    silent: [{ name: '0.1', document: straight([FLATTEN, DENSE], { output: { labelSmoothing: 0.1 } }) }],
  },
  {
    code: 'output-without-loss',
    reported: (['main', 'auxiliary', 'both auxiliary'] as const).map((which) => ({
      name: which,
      document: straight([FLATTEN, DENSE], {
        output: { lossWeight: which === 'main' ? 0 : 1 },
        nodes: [
          { id: 'd1', type: 'dense', parameters: { units: 10 } },
          { id: 'd2', type: 'dense', parameters: { units: 10 } },
          { id: 'a1', type: 'output', parameters: { auxiliary: true, lossWeight: which === 'main' ? 1 : 0 } },
          {
            id: 'a2',
            type: 'output',
            parameters: { auxiliary: true, lossWeight: which === 'both auxiliary' ? 0 : 1 },
          },
        ],
        wires: ['flatten -> d1', 'flatten -> d2', 'd1 -> a1', 'd2 -> a2'],
      }),
      at: which === 'main' ? 'output' : 'a1',
    })),
    // Where no loss counts, the network itself has nothing to minimize.
    silent: [
      { name: 'no loss at all', document: straight([FLATTEN, DENSE], { output: { lossWeight: 0 } }) },
      { name: 'the usual', document: straight([FLATTEN, DENSE]) },
    ],
  },
  {
    code: 'scaled-to-nothing',
    reported: [
      {
        name: 'at the input',
        document: straight([['z', 'rescaling', { scale: 0 }], FLATTEN, DENSE]),
        at: 'z',
      },
      { name: 'in the middle', document: hidden(8, [['z', 'rescaling', { scale: 0, offset: 1 }]]), at: 'z' },
      { name: 'from an expression', document: hidden(8, [['z', 'rescaling', { scale: '=1 - 1' }]]), at: 'z' },
    ],
    silent: [{ name: 'a small factor', document: hidden(8, [['z', 'rescaling', { scale: 0.1 }]]) }],
  },
  {
    code: 'kernels-all-equal',
    reported: [
      { name: 'zeros', document: deep('zeros'), at: 'initializer' },
      { name: 'ones', document: deep('ones'), at: 'initializer' },
      { name: 'zeros, then ones', document: deep('zeros', 'ones') },
    ],
    silent: [
      {
        name: 'a linear network may start with zeros',
        document: straight([FLATTEN, ['dense', 'dense', { units: 10, kernelInitializer: 'zeros' }]]),
      },
      { name: 'only the last layer', document: deep('heNormal', 'zeros') },
    ],
  },
];
