import { checkLayer } from '../testing/layer-check';
import { denseKernel, unchanged } from '../testing/layout';
import { gru } from './gru';

const weights = {
  kernel: ['weight', denseKernel],
  recurrentKernel: ['recurrent', denseKernel],
  bias: ['bias', unchanged],
} as const;

checkLayer(gru, {
  examples: [
    {
      parameters: { units: 64 },
      inputs: [[28, 28]],
      output: [64],
      trainable: 18048,
      multiplyAccumulates: 494592,
      description: '64',
      keras: 'keras.layers.GRU(64)',
      pytorch: null,
    },
    {
      parameters: { units: 8, returnSequences: true },
      inputs: [[5, 3]],
      output: [5, 8],
      trainable: 312,
      multiplyAccumulates: 1320,
      keras: 'keras.layers.GRU(8, return_sequences=True)',
    },
    {
      parameters: { units: 1 },
      inputs: [[1, 2]],
      output: [1],
      trainable: 15,
      multiplyAccumulates: 9,
    },
  ],
  refusals: [
    { inputs: [[28, 28, 1]], diagnostic: { code: 'positions-expected' } },
    { inputs: [[1025, 2]], diagnostic: { code: 'sequence-too-long', received: '1025' } },
  ],
  references: [
    { name: 'gru_last', parameters: { units: 6 }, weights },
    { name: 'gru_all', parameters: { units: 5, returnSequences: true }, weights },
  ],
});
