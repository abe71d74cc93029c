import { checkLayer } from '../testing/layer-check';
import { transposed } from '../testing/layout';
import { averagePooling1d } from './average-pooling1d';

checkLayer(averagePooling1d, {
  examples: [
    {
      inputs: [[29, 6]],
      output: [14, 6],
      description: '2, stride 2',
      explanation: ['⌊(29 − 2) / 2⌋ + 1 = 14'],
      keras: 'keras.layers.AveragePooling1D(2, strides=2)',
      pytorch: null,
    },
    {
      parameters: { poolSize: 3, padding: 'same' },
      inputs: [[9, 2]],
      output: [5, 2],
      keras: 'keras.layers.AveragePooling1D(3, strides=2, padding="same")',
    },
  ],
  refusals: [
    { inputs: [[28, 28, 1]], diagnostic: { code: 'positions-expected' } },
    {
      parameters: { poolSize: 9 },
      inputs: [[4, 2]],
      diagnostic: { code: 'kernel-too-large', repairs: [{ value: 'same' }, { value: 4 }] },
    },
  ],
  references: [
    {
      name: 'avg_pool1d_same',
      parameters: { poolSize: 3, strides: 1, padding: 'same' },
      layout: (tensor) => transposed(tensor, [0, 2, 1]),
    },
  ],
});
