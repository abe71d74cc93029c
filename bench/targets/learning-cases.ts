import { type Node, network } from './network';
import { readDigits } from './source-data';
import type { TargetCase } from './target-case';

/* Networks of which parts do not learn as the others do, and masks with a class that does not count. */

const DIGITS = Array.from({ length: 10 }, (_, digit) => `${digit}`);

// Without biases in front of a normalization: their gradients are nothing but rounding, of which Adam makes whole steps (decision 0283).
const body = (learning: (at: number) => Node[4]): readonly Node[] => [
  ['conv1', 'conv2d', { filters: 8, kernelSize: 3, padding: 'same', useBias: false }, undefined, learning(1)],
  ['norm1', 'batchNormalization', {}, undefined, learning(1)],
  ['relu1', 'relu'],
  ['conv2', 'conv2d', { filters: 8, kernelSize: 3, padding: 'same', useBias: false }, undefined, learning(2)],
  ['norm2', 'batchNormalization', {}, undefined, learning(2)],
  ['relu2', 'relu'],
  ['flatten', 'flatten'],
  ['dense', 'dense', { units: 10 }],
];

function learning(name: string, rest: Partial<TargetCase['document']['training']>): TargetCase {
  const examples = readDigits().map(({ pixels, digit }) => ({ values: pixels, target: digit }));
  return {
    ...{ name: `frozen layers and factors, ${name}`, loss: 'crossEntropy', examples, batchSize: 64 },
    plan: { dtype: 'uint8', exampleShape: [8, 8, 1], target: { kind: 'class', classNames: DIGITS } },
    document: network(
      [8, 8, 1],
      body((at) => (at === 1 ? { trainable: false } : { learningRateFactor: 0.25 })),
      { batchSize: 64, ...rest },
    ),
  };
}

/** The ink of a digit, of which thin ink does not count. */
function ignoredPixels(loss: 'crossEntropy' | 'dice'): TargetCase {
  const ignore = 11;
  const examples = readDigits().map(({ pixels, digit }) => ({
    values: pixels,
    target: pixels.map((value) => (value < 64 ? 0 : value < 128 ? ignore : digit + 1)),
  }));
  const conv = (id: string, filters: number): Node => [
    id,
    'conv2d',
    { filters, kernelSize: 3, padding: 'same' },
  ];
  return {
    ...{ name: 'segmentation, a class does not count', loss, examples, batchSize: 32 },
    plan: {
      ...{ dtype: 'uint8', exampleShape: [8, 8, 1] },
      target: { kind: 'mask', classNames: ['background', ...DIGITS], ignore },
    },
    document: network([8, 8, 1], [conv('conv', 8), ['relu', 'relu'], conv('last', 11)], {
      batchSize: 32,
      loss,
    }),
  };
}

/** All of them. */
export function learningCases(): readonly TargetCase[] {
  return [
    learning('SGD', {}),
    learning('AdamW', {
      optimizer: {
        ...{ type: 'adamw', learningRate: 0.003, beta1: 0.9, beta2: 0.999, epsilon: 1e-7, weightDecay: 0.05 },
        clipNorm: null,
      },
      decayedWeights: 'kernels',
    }),
    ignoredPixels('crossEntropy'),
    ignoredPixels('dice'),
  ];
}
