import { expect, it } from 'vitest';
import { float32 } from '../../main/trainer/engine/tensor-data';
import { only } from '../testing/formulas';
import { checkLayer } from '../testing/layer-check';
import { runLowering } from '../testing/run-lowering';
import { spatialDropout2d } from './spatial-dropout2d';

checkLayer(spatialDropout2d, {
  examples: [
    {
      parameters: { rate: 0.2 },
      inputs: [[7, 7, 64]],
      output: [7, 7, 64],
      description: '0.2',
      keras: 'keras.layers.SpatialDropout2D(0.2)',
      pytorch: 'nn.Dropout2d(0.2)',
    },
  ],
  refusals: [{ inputs: [[4096]], diagnostic: { code: 'image-expected' } }],
  references: [{ name: 'dropout2d_eval' }],
  computations: [
    {
      name: 'passes everything in evaluation',
      mode: 'evaluate',
      inputs: [[2, 2, 2, 3]],
      compute: (inputs) => only(inputs),
    },
  ],
});

it('drops whole channels of an example in training, and their gradients', async () => {
  const [batch, cells, channels] = [40, 6, 50];
  const shape = [batch, 2, 3, channels];
  const ones = float32(new Array(batch * cells * channels).fill(1), shape);
  const result = await runLowering({
    inputs: [ones],
    outputGradient: ones,
    lower: (context, inputs) => spatialDropout2d.lower(context, { rate: 0.25 }, inputs),
  });
  const valueAt = (example: number, cell: number, channel: number) =>
    result.output.values[(example * cells + cell) * channels + channel] ?? Number.NaN;
  let dropped = 0;
  for (let example = 0; example < batch; example += 1) {
    for (let channel = 0; channel < channels; channel += 1) {
      const first = valueAt(example, 0, channel);
      const column = Array.from({ length: cells }, (_, cell) => valueAt(example, cell, channel));
      expect(column.every((value) => value === first)).toBe(true);
      expect(first === 0 || Math.abs(first - 4 / 3) < 1e-6).toBe(true);
      if (first === 0) dropped += 1;
    }
  }
  const count = batch * channels;
  expect(Math.abs(dropped - 0.25 * count)).toBeLessThan(5 * Math.sqrt(0.25 * 0.75 * count));
  expect(result.inputGradients[0]?.values).toEqual(result.output.values);
});
