import { expect, it } from 'vitest';
import { float32 } from '../../main/trainer/engine/tensor-data';
import { only } from '../testing/formulas';
import { checkLayer } from '../testing/layer-check';
import { runLowering } from '../testing/run-lowering';
import { dropout } from './dropout';

checkLayer(dropout, {
  examples: [
    {
      inputs: [[4096]],
      output: [4096],
      description: '0.5',
      keras: 'keras.layers.Dropout(0.5)',
      pytorch: 'nn.Dropout(0.5)',
    },
    { parameters: { rate: 0.2 }, inputs: [[7, 7, 64]], output: [7, 7, 64], description: '0.2' },
  ],
  references: [{ name: 'dropout_eval' }],
  computations: [
    {
      name: 'passes everything in evaluation',
      mode: 'evaluate',
      inputs: [[2, 5]],
      compute: (inputs) => only(inputs),
    },
    {
      name: 'passes everything at rate 0',
      parameters: { rate: 0 },
      inputs: [[2, 5]],
      compute: (inputs) => only(inputs),
    },
  ],
});

it('drops the given share of values in training, scales the others, and passes gradients alike', async () => {
  const count = 10_000;
  const ones = float32(new Array(count).fill(1), [10, 10, 10, 10]);
  const twos = float32(new Array(count).fill(2), [10, 10, 10, 10]);
  const result = await runLowering({
    inputs: [ones],
    outputGradient: twos,
    lower: (context, inputs) => dropout.lower(context, { rate: 0.2 }, inputs),
  });
  const values = Array.from(result.output.values);
  const dropped = values.filter((value) => value === 0).length;
  // Five standard deviations of a binomial distribution around its mean.
  expect(Math.abs(dropped - 0.2 * count)).toBeLessThan(5 * Math.sqrt(0.2 * 0.8 * count));
  expect(values.every((value) => value === 0 || Math.abs(value - 1.25) < 1e-6)).toBe(true);
  const gradient = Array.from(result.inputGradients[0]?.values ?? []);
  expect(gradient).toEqual(values.map((value) => 2 * value));
});
