import type { TupleId } from '../../src/graph-runtime/targets/tuples';
import { comparedNetwork } from '../../src/graph-runtime/testing/compared-network';
import { beside } from './beside';
import { type Node, network } from './network';
import { readDigits } from './source-data';
import type { TargetCase } from './target-case';

/* Networks with a sampled code, with shared weights, that compare images, that read sequences, and with two main outputs. */

const DIGITS = Array.from({ length: 10 }, (_, digit) => `${digit}`);

const decoder: readonly Node[] = [
  ['decode', 'dense', { units: 64 }],
  ['image', 'reshape', { targetShape: [8, 8, 1] }],
];

/** Digits through the sampled code of a variational autoencoder. */
function variational(): TargetCase {
  const examples = readDigits().map(({ pixels }) => ({ values: pixels, target: null }));
  return {
    ...{ name: 'variational autoencoder (digits)', loss: 'binaryCrossEntropy', examples, batchSize: 32 },
    plan: { dtype: 'uint8', exampleShape: [8, 8, 1], target: { kind: 'none' } },
    document: network(
      [8, 8, 1],
      [
        ['flatten', 'flatten'],
        ['hidden', 'dense', { units: 32 }],
        ['relu', 'relu'],
        ['mean', 'dense', { units: 4 }],
        ['variance', 'dense', { units: 4 }, ['relu']],
        ['code', 'sampling', { klWeight: 0.1 }, ['mean', 'variance']],
        ...decoder,
      ],
      { batchSize: 32, target: 'input', loss: 'binaryCrossEntropy' },
    ),
    isForTorchOnly: true,
  };
}

/** Are two digits the same? Both halves go through one set of weights, and their distance decides. */
function siamese(): TargetCase {
  const digits = readDigits();
  const byDigit = DIGITS.map((_, digit) => digits.filter((one) => one.digit === digit));
  const examples = digits.map(({ pixels, digit }, at) => {
    const isSame = at % 2 === 0;
    const others = byDigit[isSame ? digit : (digit + 1 + (at % 9)) % 10] ?? [];
    const other = others[(7 * at) % Math.max(1, others.length)] ?? { pixels, digit };
    return { values: beside(pixels, other.pixels), target: other.digit === digit ? 1 : 0 };
  });
  const branch = (side: string, begin: number, more: Node[4]): readonly Node[] => [
    [`${side}-half`, 'slice', { begin, size: 8, axis: 'width' }, ['input']],
    [`${side}-flatten`, 'flatten'],
    [`${side}-dense`, 'dense', { units: 16 }, undefined, more],
  ];
  return {
    ...{ name: 'siamese (pairs of digits)', loss: 'binaryScore', examples, batchSize: 32 },
    plan: {
      ...{ dtype: 'uint8', exampleShape: [8, 16, 1] },
      target: { kind: 'class', classNames: ['different', 'same'] },
    },
    document: network(
      [8, 16, 1],
      [
        ...branch('left', 0, {}),
        ...branch('right', 8, { sharesWith: 'left-dense' }),
        ['apart', 'distance', { measure: 'euclidean' }, ['left-dense', 'right-dense']],
        ['score', 'dense', { units: 1 }],
      ],
      { batchSize: 32, loss: 'binaryCrossEntropy' },
    ),
    isForTorchOnly: true,
  };
}

/** Digits through one set of weights by two or three inputs of their own, and how far apart the results are. */
function compared(tuple: TupleId): TargetCase {
  const examples = readDigits().map(({ pixels, digit }) => ({ values: pixels, target: digit }));
  const branch = [
    { id: 'conv', type: 'conv2d', parameters: { filters: 4, kernelSize: 3, padding: 'same' } },
    { id: 'relu', type: 'relu' },
    { id: 'flat', type: 'flatten' },
  ];
  return {
    ...{ name: `siamese (${tuple} of digits, an input for each)`, examples, batchSize: 32 },
    loss: tuple === 'pair' ? 'contrastive' : 'triplet',
    plan: { dtype: 'uint8', exampleShape: [8, 8, 1], target: { kind: 'class', classNames: DIGITS } },
    document: comparedNetwork({ tuple, branch, shape: [8, 8, 1], seed: 3, epochs: 1, batchSize: 32 }),
    isForTorchOnly: true,
  };
}

/** The rows of a digit as a sequence. */
function recurrent(type: 'lstm' | 'gru'): TargetCase {
  const examples = readDigits().map(({ pixels, digit }) => ({ values: pixels, target: digit }));
  return {
    ...{ name: `${type.toUpperCase()} (rows of digits)`, loss: 'crossEntropy', examples, batchSize: 32 },
    plan: { dtype: 'uint8', exampleShape: [8, 8, 1], target: { kind: 'class', classNames: DIGITS } },
    document: network(
      [8, 8],
      [
        ['first', type, { units: 16, returnSequences: true }],
        ['last', type, { units: 16 }],
        ['scores', 'dense', { units: 10 }],
      ],
      { batchSize: 32 },
    ),
    isForTorchOnly: true,
  };
}

/** Which digit is it, and what does it look like: a classifier on an autoencoder's code. */
function twoOutputs(): TargetCase {
  const examples = readDigits().map(({ pixels, digit }) => ({ values: pixels, target: digit }));
  return {
    ...{ name: 'two outputs (class and image)', loss: 'crossEntropyAndSquares', examples, batchSize: 32 },
    plan: { dtype: 'uint8', exampleShape: [8, 8, 1], target: { kind: 'class', classNames: DIGITS } },
    document: network(
      [8, 8, 1],
      [
        ['flatten', 'flatten'],
        ['code', 'dense', { units: 16 }],
        ['relu', 'relu'],
        ...decoder,
        ['picture', 'output', { target: 'input', lossWeight: 3 }],
        ['scores', 'dense', { units: 10 }, ['relu']],
      ],
      { batchSize: 32 },
    ),
    isForTorchOnly: true,
  };
}

/** Digits through copies beside one another: paths of growing width, put together, then dense layers whose results are added. */
function besideOneAnother(): TargetCase {
  const examples = readDigits().map(({ pixels, digit }) => ({ values: pixels, target: digit }));
  return {
    ...{ name: 'copies side by side (digits)', loss: 'crossEntropy', examples, batchSize: 32 },
    plan: { dtype: 'uint8', exampleShape: [8, 8, 1], target: { kind: 'class', classNames: DIGITS } },
    document: network(
      [8, 8, 1],
      [
        [
          ...(['paths', 'conv2d', { filters: '=2 * (index + 1)', kernelSize: 3, padding: 'same' }] as const),
          ...([undefined, { repeat: 3, join: 'concatenate' }] as const),
        ],
        ['relu', 'relu'],
        ['flatten', 'flatten'],
        ['voices', 'dense', { units: 10 }, undefined, { repeat: 4, join: 'add' }],
      ],
      { batchSize: 32 },
    ),
    isForTorchOnly: true,
  };
}

/** All of them. */
export function branchedCases(): readonly TargetCase[] {
  return [
    ...[variational(), siamese(), twoOutputs(), besideOneAnother()],
    ...[compared('pair'), compared('triplet'), recurrent('lstm'), recurrent('gru')],
  ];
}
