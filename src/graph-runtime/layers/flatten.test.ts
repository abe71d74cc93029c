import { expect, it } from 'vitest';
import { expectClose } from '../testing/closeness';
import { checkLayer } from '../testing/layer-check';
import { activation, flattenedDenseKernel, unchanged } from '../testing/layout';
import { referenceCase } from '../testing/reference-case';
import { runLowering } from '../testing/run-lowering';
import { dense } from './dense';
import { flatten } from './flatten';

checkLayer(flatten, {
  examples: [
    {
      inputs: [[5, 5, 16]],
      output: [400],
      explanation: ['5 · 5 · 16 = 400'],
      keras: 'keras.layers.Flatten()',
      pytorch: 'nn.Flatten()',
    },
    { inputs: [[10]], output: [10] },
  ],
});

it('equals PyTorch in front of a dense layer, whose rows follow the channels-last order: flatten_linear', async () => {
  const reference = referenceCase('flatten_linear');
  const kernel = flattenedDenseKernel(3, 4, 5);
  const result = await runLowering({
    inputs: [activation(reference.tensor('x0'))],
    weights: {
      kernel: kernel(reference.tensor('fc.weight')),
      bias: unchanged(reference.tensor('fc.bias')),
    },
    outputGradient: unchanged(reference.tensor('dy')),
    lower: (context, inputs) => dense.lower(context, denseParameters, flatten.lower(context, {}, inputs)),
  });
  expectClose(result.output, unchanged(reference.tensor('y')), 'y');
  expect(result.inputGradients).toHaveLength(1);
  for (const gradient of result.inputGradients) {
    expectClose(gradient, activation(reference.tensor('dx0')), 'dx0');
  }
  const { kernel: kernelGradient, bias: biasGradient } = result.weightGradients;
  if (kernelGradient === undefined || biasGradient === undefined) throw new Error('A gradient is missing.');
  expectClose(kernelGradient, kernel(reference.tensor('dfc.weight')), 'd kernel');
  expectClose(biasGradient, unchanged(reference.tensor('dfc.bias')), 'd bias');
});

const denseParameters = {
  units: 6,
  useBias: true,
  kernelInitializer: 'zeros',
  kernelInitializerScale: 0.05,
  kernelInitializerGain: 1,
  biasInitializer: 'zeros',
};
