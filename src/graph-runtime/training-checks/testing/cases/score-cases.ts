import { type CheckCases, DENSE, FLATTEN, type Layer, straight } from '../check-cases';

/** A linear network with layers between its scores and the loss. */
const scored = (layers: readonly Layer[], output: object = {}, options = {}) =>
  straight([FLATTEN, DENSE, ...layers], { output, ...options });
const before = (type: string, output: object = {}, parameters: object = {}) =>
  scored([['s', type, parameters]], output);
const binary = { loss: 'binaryCrossEntropy' };
const squared = { loss: 'meanSquaredError' };

/** A block that ends with an activation. */
const headBlock = (type: string) => ({
  blocks: {
    head: {
      nodes: [
        { id: 'x', type: 'blockInput' },
        { id: 'dense', type: 'dense', parameters: { units: 10 } },
        { id: 'last', type },
        { id: 'y', type: 'blockOutput' },
      ],
      edges: [
        { from: 'x', to: 'dense' },
        { from: 'dense', to: 'last' },
        { from: 'last', to: 'y' },
      ],
    },
  },
});

/** An activation whose result also continues to a deeper head, as GoogLeNet's auxiliary outputs branch off. */
const shared = straight([FLATTEN, ['a', 'dense', { units: 10 }], ['s', 'sigmoid'], DENSE], {
  nodes: [{ id: 'aux', type: 'output', parameters: { auxiliary: true } }],
  wires: ['s -> aux'],
});

/** What is between the last weights and a loss. */
export const scoreCases: readonly CheckCases[] = [
  {
    code: 'scores-limited',
    reported: [
      { name: 'softmax-then-ce', document: before('softmax'), at: 's' },
      { name: 'sigmoid, cross-entropy', document: before('sigmoid'), at: 's' },
      { name: 'tanh, cross-entropy', document: before('tanh'), at: 's' },
      { name: 'hard sigmoid, cross-entropy', document: before('hardSigmoid'), at: 's' },
      { name: 'sigmoid, binary cross-entropy', document: before('sigmoid', binary), at: 's' },
      { name: 'ReLU, binary cross-entropy', document: before('relu', binary), at: 's' },
      { name: 'ELU, binary cross-entropy', document: before('elu', binary), at: 's' },
      { name: 'softplus, binary cross-entropy', document: before('softplus', binary), at: 's' },
      { name: 'log-softmax, binary cross-entropy', document: before('logSoftmax', binary), at: 's' },
      { name: 'log-softmax, squared error', document: before('logSoftmax', squared), at: 's' },
      {
        name: 'through dropout, reshape and flatten',
        document: scored([
          ['s', 'softmax'],
          ['drop', 'dropout', { rate: 0 }],
          ['pixel', 'reshape', { targetShape: [1, 1, 10] }],
          ['flat', 'flatten'],
        ]),
        at: 's',
      },
      {
        name: 'through global average pooling',
        document: straight([
          ['c', 'conv2d', { filters: 10 }],
          ['s', 'softmax'],
          ['gap', 'globalAveragePooling2d'],
          FLATTEN,
        ]),
        at: 's',
      },
      {
        name: 'at the end of a block',
        document: straight([FLATTEN, ['head', 'block:head']], headBlock('softmax')),
        at: 'head/last',
      },
      { name: 'where its result is used elsewhere too', document: shared, at: 's' },
    ],
    silent: [
      { name: 'sigmoid, squared error', document: before('sigmoid', squared) },
      { name: 'softmax, squared error', document: before('softmax', squared) },
      { name: 'tanh, squared error', document: before('tanh', squared) },
      // Softmax of a log-softmax is that softmax: the loss is the same.
      { name: 'log-softmax, cross-entropy', document: before('logSoftmax') },
      { name: 'leaky ReLU', document: before('leakyRelu', binary) },
      {
        name: 'a sigmoid in the middle',
        document: straight([FLATTEN, ['h', 'dense'], ['s', 'sigmoid'], DENSE]),
      },
      {
        name: 'followed by normalization',
        document: scored([
          ['s', 'sigmoid'],
          ['bn', 'batchNormalization'],
        ]),
      },
    ],
  },
  {
    code: 'scores-without-gradient',
    reported: [
      { name: 'ReLU', document: before('relu'), at: 's' },
      { name: 'ReLU6', document: before('relu6'), at: 's' },
      { name: 'hard swish', document: before('hardSwish'), at: 's' },
      { name: 'ELU with an alpha of 0', document: before('elu', {}, { alpha: 0 }), at: 's' },
      {
        name: 'leaky ReLU with a slope of 0',
        document: before('leakyRelu', {}, { negativeSlope: 0 }),
        at: 's',
      },
      {
        name: 'in a block',
        document: straight([FLATTEN, ['head', 'block:head']], headBlock('relu')),
        at: 'head/last',
      },
    ],
    silent: [
      { name: 'squared error', document: before('relu', squared) },
      { name: 'ELU', document: before('elu') },
      {
        name: 'NiN and SqueezeNet: ReLU, then global average pooling',
        document: straight([
          ['c', 'conv2d', { filters: 10 }],
          ['s', 'relu'],
          ['gap', 'globalAveragePooling2d'],
          FLATTEN,
        ]),
      },
    ],
  },
  {
    code: 'dropped-scores',
    reported: [
      { name: 'dropout', document: before('dropout'), at: 's' },
      { name: 'dropout, squared error', document: before('dropout', squared), at: 's' },
      {
        name: 'whole channels before pooling',
        document: straight([
          ['c', 'conv2d', { filters: 10 }],
          ['s', 'spatialDropout2d'],
          ['gap', 'globalAveragePooling2d'],
          FLATTEN,
        ]),
        at: 's',
      },
      {
        name: 'dropout in front of a flatten',
        document: scored([
          ['pixel', 'reshape', { targetShape: [1, 1, 10] }],
          ['s', 'dropout', { rate: 0.2 }],
          ['flat', 'flatten'],
        ]),
        at: 's',
      },
    ],
    silent: [
      { name: 'in front of the last layer', document: straight([FLATTEN, ['s', 'dropout'], DENSE]) },
      { name: 'at a rate of 0', document: before('dropout', {}, { rate: 0 }) },
      {
        name: 'single values of maps that are averaged',
        document: straight([
          ['c', 'conv2d', { filters: 10 }],
          ['s', 'dropout'],
          ['gap', 'globalAveragePooling2d'],
          FLATTEN,
        ]),
      },
    ],
  },
];
