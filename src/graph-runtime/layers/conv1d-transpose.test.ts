import { checkLayer } from '../testing/layer-check';
import { type Conversion, transposed, unchanged } from '../testing/layout';
import { conv1dTranspose } from './conv1d-transpose';

/** `[batch, channels, positions]` to `[batch, positions, channels]`. */
const layout: Conversion = (tensor) => transposed(tensor, [0, 2, 1]);
/** `[in, out, size]` to `[size, out, in]`. */
const kernel: Conversion = (tensor) => transposed(tensor, [2, 1, 0]);
const bias = { bias: ['bias', unchanged] } as const;

checkLayer(conv1dTranspose, {
  examples: [
    {
      parameters: { filters: 16 },
      inputs: [[32, 64]],
      output: [64, 16],
      trainable: 2 * 16 * 64 + 16,
      multiplyAccumulates: 32 * 2 * 16 * 64,
      description: '16, 2, stride 2',
      explanation: ['(32 − 1) · 2 + 2 = 64', '2 · 16 · 64 + 16 = 2,064', '32 · 2 · 16 · 64 = 65,536'],
      keras: 'keras.layers.Conv1DTranspose(16, 2, strides=2, padding="same")',
      pytorch: null,
    },
    {
      parameters: { filters: 3, kernelSize: 4, padding: 'number', crop: 1, useBias: false },
      inputs: [[4, 2]],
      output: [8, 3],
      trainable: 24,
      multiplyAccumulates: 96,
      keras:
        'keras.Sequential([keras.layers.Conv1DTranspose(3, 4, strides=2, use_bias=False), keras.layers.Cropping1D((1, 1))])',
    },
    {
      // Where the kernel is smaller than the stride, Keras's lengths are multiples of the stride.
      parameters: { filters: 1, kernelSize: 2, strides: 3, padding: 'valid' },
      inputs: [[4, 1]],
      output: [12, 1],
      trainable: 3,
      multiplyAccumulates: 8,
      keras: 'keras.layers.Conv1DTranspose(1, 2, strides=3)',
    },
    {
      parameters: { filters: 1, kernelSize: 3, padding: 'number', outputPadding: 1 },
      inputs: [[4, 1]],
      output: [10, 1],
      trainable: 4,
      multiplyAccumulates: 12,
      keras: null,
    },
  ],
  refusals: [
    { inputs: [[28, 28, 1]], diagnostic: { code: 'positions-expected' } },
    {
      parameters: { outputPadding: 2 },
      inputs: [[4, 1]],
      diagnostic: { code: 'output-padding-too-large', parameter: 'outputPadding', repairs: [{ value: 1 }] },
    },
    {
      parameters: { kernelSize: 1, strides: 1, padding: 'number', crop: 2 },
      inputs: [[4, 1]],
      diagnostic: { code: 'crop-leaves-nothing', expected: '< 4', received: '4' },
    },
  ],
  references: [
    {
      name: 'deconv1d_k2s2',
      parameters: { filters: 4 },
      layout,
      weights: { kernel: ['weight', kernel], ...bias },
    },
    {
      name: 'deconv1d_k4s2p1',
      parameters: { filters: 3, kernelSize: 4, padding: 'number', crop: 1, useBias: false },
      layout,
      weights: { kernel: ['weight', kernel] },
    },
    {
      name: 'deconv1d_k2s3_op1',
      parameters: { filters: 3, strides: 3, padding: 'number', outputPadding: 1 },
      layout,
      weights: { kernel: ['weight', kernel], ...bias },
    },
  ],
});
