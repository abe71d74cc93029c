import { expect, it } from 'vitest';
import { float32 } from '../../main/trainer/engine/tensor-data';
import { only } from '../testing/formulas';
import { checkLayer } from '../testing/layer-check';
import { runLowering } from '../testing/run-lowering';
import { gaussianNoise } from './gaussian-noise';

checkLayer(gaussianNoise, {
  examples: [
    {
      inputs: [[7, 7, 64]],
      output: [7, 7, 64],
      description: '0.1',
      keras: 'keras.layers.GaussianNoise(0.1)',
      pytorch: null,
    },
  ],
  computations: [
    {
      name: 'adds nothing in evaluation',
      mode: 'evaluate',
      inputs: [[2, 5]],
      compute: (inputs) => only(inputs),
    },
  ],
});

it('adds normal numbers of its standard deviation in training, and passes gradients unchanged', async () => {
  const shape = [10, 10, 10, 10];
  const zeros = float32(new Array(10_000).fill(0), shape);
  const ones = float32(new Array(10_000).fill(1), shape);
  const { output, inputGradients } = await runLowering({
    inputs: [zeros],
    outputGradient: ones,
    lower: (context, inputs) => gaussianNoise.lower(context, { standardDeviation: 2 }, inputs),
  });
  expect(inputGradients[0]?.values).toEqual(ones.values);
  const values = Array.from(output.values, (value) => value / 2);
  const moment = (power: number) => values.reduce((sum, value) => sum + value ** power, 0) / values.length;
  // Five standard errors of each moment of a normal distribution.
  expect(Math.abs(moment(1))).toBeLessThan(0.05);
  expect(Math.abs(moment(2) - 1)).toBeLessThan(0.071);
  expect(Math.abs(moment(3))).toBeLessThan(0.2);
  expect(Math.abs(moment(4) - 3)).toBeLessThan(0.5);
  expect(values.filter((value) => Math.abs(value) < 1).length / values.length).toBeCloseTo(0.683, 1);
});
