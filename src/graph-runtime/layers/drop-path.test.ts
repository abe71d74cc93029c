import { expect, it } from 'vitest';
import { float32 } from '../../main/trainer/engine/tensor-data';
import { only } from '../testing/formulas';
import { checkLayer } from '../testing/layer-check';
import { runLowering } from '../testing/run-lowering';
import { dropPath } from './drop-path';

checkLayer(dropPath, {
  examples: [
    {
      inputs: [[7, 7, 64]],
      output: [7, 7, 64],
      description: '0.1',
      keras: 'keras.layers.Dropout(0.1, noise_shape=(None, 1, 1, 1))',
      pytorch: null,
    },
    { inputs: [[64]], output: [64], keras: 'keras.layers.Dropout(0.1, noise_shape=(None, 1))' },
  ],
  computations: [
    {
      name: 'passes everything in evaluation',
      mode: 'evaluate',
      inputs: [[2, 5]],
      compute: (inputs) => only(inputs),
    },
  ],
});

it('drops whole examples in training and scales the others, and their gradients', async () => {
  const [count, size] = [2_000, 6];
  const ones = float32(new Array(count * size).fill(1), [count, 2, 3, 1]);
  const { output, inputGradients } = await runLowering({
    inputs: [ones],
    outputGradient: ones,
    lower: (context, inputs) => dropPath.lower(context, { rate: 0.25 }, inputs),
  });
  const values = Array.from(output.values);
  expect(inputGradients[0]?.values).toEqual(output.values);
  const examples = Array.from({ length: count }, (_, at) => values.slice(at * size, (at + 1) * size));
  for (const example of examples) expect(new Set(example).size).toBe(1);
  const dropped = examples.filter(([first]) => first === 0).length / count;
  expect(dropped).toBeGreaterThan(0.21);
  expect(dropped).toBeLessThan(0.29);
  expect(Math.max(...values)).toBeCloseTo(4 / 3, 5);
});
