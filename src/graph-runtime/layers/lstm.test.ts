import { checkLayer } from '../testing/layer-check';
import { denseKernel, unchanged } from '../testing/layout';
import { lstm } from './lstm';

const weights = {
  kernel: ['weight', denseKernel],
  recurrentKernel: ['recurrent', denseKernel],
  bias: ['bias', unchanged],
} as const;

checkLayer(lstm, {
  examples: [
    {
      parameters: { units: 64 },
      inputs: [[28, 28]],
      output: [64],
      trainable: 23808,
      multiplyAccumulates: 659456,
      description: '64',
      keras: 'keras.layers.LSTM(64)',
      pytorch: null,
    },
    {
      parameters: { units: 8, returnSequences: true },
      inputs: [[5, 3]],
      output: [5, 8],
      trainable: 384,
      multiplyAccumulates: 1760,
      keras: 'keras.layers.LSTM(8, return_sequences=True)',
    },
    {
      parameters: { units: 1 },
      inputs: [[1, 2]],
      output: [1],
      trainable: 16,
      multiplyAccumulates: 12,
    },
  ],
  refusals: [
    { inputs: [[28, 28, 1]], diagnostic: { code: 'positions-expected' } },
    { inputs: [[1025, 2]], diagnostic: { code: 'sequence-too-long', received: '1025' } },
  ],
  references: [
    { name: 'lstm_last', parameters: { units: 6 }, weights },
    { name: 'lstm_all', parameters: { units: 5, returnSequences: true }, weights },
  ],
});
