import { checkLayer } from '../testing/layer-check';
import { type Conversion, transposed, unchanged } from '../testing/layout';
import { conv1d } from './conv1d';

/** `[batch, channels, positions]` to `[batch, positions, channels]`. */
const layout: Conversion = (tensor) => transposed(tensor, [0, 2, 1]);
/** `[out, in / groups, size]` to `[size, in / groups, out]`. */
const kernel: Conversion = (tensor) => transposed(tensor, [2, 1, 0]);

checkLayer(conv1d, {
  examples: [
    {
      parameters: { filters: 64 },
      inputs: [[28, 28]],
      output: [28, 64],
      trainable: 3 * 28 * 64 + 64,
      multiplyAccumulates: 28 * 3 * 28 * 64,
      description: '64, 3',
      keras: 'keras.layers.Conv1D(64, 3, padding="same")',
      pytorch: null,
    },
    {
      parameters: { filters: 4, kernelSize: 5, strides: 2, padding: 'valid', groups: 2, useBias: false },
      inputs: [[16, 6]],
      output: [6, 4],
      trainable: 5 * 3 * 4,
      multiplyAccumulates: 6 * 5 * 3 * 4,
      description: '4, 5, stride 2, groups 2',
      explanation: ['⌊(16 − 5) / 2⌋ + 1 = 6', '5 · 3 · 4 = 60', '6 · 5 · 3 · 4 = 360'],
    },
    {
      parameters: { filters: 2, padding: 'causal', dilationRate: 4 },
      inputs: [[10, 1]],
      output: [10, 2],
      trainable: 3 * 2 + 2,
      multiplyAccumulates: 10 * 3 * 2,
      keras: 'keras.layers.Conv1D(2, 3, padding="causal", dilation_rate=4)',
    },
  ],
  refusals: [
    { inputs: [[28, 28, 1]], diagnostic: { code: 'positions-expected' } },
    {
      parameters: { kernelSize: 9, padding: 'valid' },
      inputs: [[8, 3]],
      diagnostic: { code: 'kernel-too-large', repairs: [{ value: 'same' }, { value: 8 }] },
    },
    { parameters: { groups: 4 }, inputs: [[8, 6]], diagnostic: { code: 'groups-do-not-divide-input' } },
  ],
  references: [
    {
      name: 'conv1d_same',
      parameters: { filters: 6 },
      layout,
      weights: { kernel: ['weight', kernel], bias: ['bias', unchanged] },
    },
    {
      name: 'conv1d_strided_groups',
      parameters: { filters: 6, strides: 2, padding: 'valid', groups: 2 },
      layout,
      weights: { kernel: ['weight', kernel], bias: ['bias', unchanged] },
    },
    {
      name: 'conv1d_causal_dilated',
      parameters: { filters: 4, padding: 'causal', dilationRate: 2 },
      layout,
      weights: { kernel: ['1.weight', kernel], bias: ['1.bias', unchanged] },
    },
  ],
});
