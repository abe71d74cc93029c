import { expect, it } from 'vitest';
import { float32 } from '../../main/trainer/engine/tensor-data';
import { checkLayer } from '../testing/layer-check';
import { runLowering } from '../testing/run-lowering';
import { sampling } from './sampling';

checkLayer(sampling, {
  examples: [
    { inputs: [[8], [8]], output: [8], description: 'β = 1', keras: null, pytorch: null },
    {
      parameters: { klWeight: 0.5 },
      inputs: [
        [4, 4, 2],
        [4, 4, 2],
      ],
      output: [4, 4, 2],
      description: 'β = 0.5',
    },
  ],
  refusals: [{ inputs: [[8], [9]], diagnostic: { code: 'sampling-shapes-differ', port: 'logVariance' } }],
});

it('draws from the normal distribution of its mean and variance, and passes gradients to both', async () => {
  const shape = [100, 100];
  const filled = (value: number) => float32(new Array(10_000).fill(value), shape);
  const { output, inputGradients } = await runLowering({
    inputs: [filled(3), filled(Math.log(4))],
    outputGradient: filled(1),
    lower: (context, inputs) => sampling.lower(context, { klWeight: 1 }, inputs),
  });
  const values = Array.from(output.values, (value) => (value - 3) / 2);
  const moment = (power: number) => values.reduce((sum, value) => sum + value ** power, 0) / values.length;
  // Five standard errors of each moment of a normal distribution.
  expect(Math.abs(moment(1))).toBeLessThan(0.05);
  expect(Math.abs(moment(2) - 1)).toBeLessThan(0.071);
  const [ofMean, ofVariance] = inputGradients;
  expect(ofMean?.values).toEqual(filled(1).values);
  // dz / d log σ² = ½ σ ε
  values.slice(0, 50).forEach((noise, at) => {
    expect(ofVariance?.values[at]).toBeCloseTo(noise, 4);
  });
});

it('passes on the mean in evaluation, whatever the variance', async () => {
  const mean = float32([1, -2, 3, 0.5], [2, 2]);
  const { output } = await runLowering({
    mode: 'evaluate',
    inputs: [mean, float32([5, -5, 0, 1], [2, 2])],
    lower: (context, inputs) => sampling.lower(context, { klWeight: 1 }, inputs),
  });
  expect(output.values).toEqual(mean.values);
});
