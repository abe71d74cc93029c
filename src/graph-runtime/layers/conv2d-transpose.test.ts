import { DoubleTensor } from '../testing/double-tensor';
import { addBias, only, weightNamed } from '../testing/formulas';
import { checkLayer } from '../testing/layer-check';
import type { GivenParameters } from '../testing/layer-parameters';
import { kernel, unchanged } from '../testing/layout';
import type { ReferenceExample } from '../testing/reference-check';
import type { ComputedExample } from '../testing/computed-check';
import { conv2dTranspose } from './conv2d-transpose';

function reference(name: string, filters: number, parameters: GivenParameters): ReferenceExample {
  const useBias = parameters.useBias !== false;
  return {
    name,
    parameters: { filters, padding: 0, ...parameters },
    weights: { kernel: ['weight', kernel], ...(useBias && { bias: ['bias', unchanged] }) },
  };
}

/** Every value puts its kernels onto the output; what lies outside of it is cut off. */
function spread(
  output: readonly [number, number],
  strides: readonly [number, number],
  before: readonly [number, number],
): ComputedExample['compute'] {
  return (inputs, weights) => {
    const x = only(inputs);
    const K = weightNamed(weights, 'kernel');
    const [batch = 1, height = 1, width = 1, channels = 1] = x.shape;
    const [rows = 1, columns = 1, filters = 1] = K.shape;
    const y = new DoubleTensor([batch, ...output, filters]);
    DoubleTensor.from(
      [batch, height, width, rows, columns, filters],
      (n = 0, i = 0, j = 0, a = 0, b = 0, f = 0) => {
        const [row, column] = [i * strides[0] + a - before[0], j * strides[1] + b - before[1]];
        if (!y.has(n, row, column, f)) return 0;
        const at = ((n * output[0] + row) * output[1] + column) * filters + f;
        for (let c = 0; c < channels; c += 1) {
          y.values[at] = (y.values[at] ?? 0) + x.at(n, i, j, c) * K.at(a, b, f, c);
        }
        return 0;
      },
    );
    return addBias(y, weights);
  };
}

checkLayer(conv2dTranspose, {
  examples: [
    {
      parameters: { filters: 64 },
      inputs: [[28, 28, 128]],
      output: [56, 56, 64],
      trainable: 2 * 2 * 64 * 128 + 64,
      multiplyAccumulates: 28 * 28 * 2 * 2 * 64 * 128,
      description: '64, 2×2, stride 2',
      explanation: [
        '(28 − 1) · 2 + 2 = 56',
        '2 · 2 · 64 · 128 + 64 = 32,832',
        '28 · 28 · 2 · 2 · 64 · 128 = 25,690,112',
      ],
      keras: 'keras.layers.Conv2DTranspose(64, 2, strides=2, padding="same")',
      pytorch: 'nn.ConvTranspose2d(128, 64, 2, stride=2)',
    },
    {
      // Keras and TensorFlow: an odd surplus is cut off below and to the right.
      parameters: { filters: 8, kernelSize: 3, useBias: false },
      inputs: [[5, 7, 2]],
      output: [10, 14, 8],
      trainable: 144,
      multiplyAccumulates: 5 * 7 * 144,
      explanation: [
        '(5 − 1) · 2 + 3 − 0 − 1 = 10',
        '(7 − 1) · 2 + 3 − 0 − 1 = 14',
        '3 · 3 · 8 · 2 = 144',
        '5 · 7 · 3 · 3 · 8 · 2 = 5,040',
      ],
      keras: 'keras.layers.Conv2DTranspose(8, 3, strides=2, padding="same", use_bias=False)',
      pytorch:
        'nn.Sequential(nn.ConvTranspose2d(2, 8, 3, stride=2, bias=False), nn.ZeroPad2d((0, -1, 0, -1)))',
    },
    {
      // Where the kernel is smaller than the stride, Keras's sizes are multiples of the stride.
      parameters: { filters: 1, kernelSize: 2, strides: 3, padding: 'valid' },
      inputs: [[4, 4, 1]],
      output: [12, 12, 1],
      trainable: 5,
      multiplyAccumulates: 64,
      keras: 'keras.layers.Conv2DTranspose(1, 2, strides=3)',
      pytorch: 'nn.ConvTranspose2d(1, 1, 2, stride=3, output_padding=1)',
    },
    {
      parameters: { filters: 3, kernelSize: 3, padding: 1, outputPadding: 1 },
      inputs: [[4, 4, 2]],
      output: [8, 8, 3],
      trainable: 57,
      multiplyAccumulates: 864,
      keras:
        'keras.Sequential([keras.layers.Conv2DTranspose(3, 3, strides=2, output_padding=1), keras.layers.Cropping2D(((1, 1), (1, 1)))])',
      pytorch: 'nn.ConvTranspose2d(2, 3, 3, stride=2, padding=1, output_padding=1)',
    },
    {
      parameters: { filters: 3, kernelSize: 3, outputPadding: 1 },
      inputs: [[4, 4, 2]],
      output: [9, 9, 3],
      trainable: 57,
      multiplyAccumulates: 864,
      keras: null,
    },
  ],
  refusals: [
    { inputs: [[16]], diagnostic: { code: 'image-expected' } },
    {
      parameters: { outputPadding: [2, 0] },
      inputs: [[4, 4, 1]],
      diagnostic: {
        code: 'output-padding-too-large',
        parameter: 'outputPadding',
        repairs: [{ value: [1, 0] }],
      },
    },
    {
      parameters: { kernelSize: 1, strides: 1, padding: 2, outputPadding: 0 },
      inputs: [[4, 4, 1]],
      diagnostic: {
        code: 'crop-leaves-nothing',
        parameter: 'padding',
        expected: '< 4 × 4',
        received: '4 × 4',
      },
    },
  ],
  references: [
    reference('deconv_k2s2', 4, { kernelSize: 2, strides: 2 }),
    reference('deconv_k3s2p1_op1', 3, { kernelSize: 3, strides: 2, padding: 1, outputPadding: 1 }),
    reference('deconv_k4s2p1', 2, { kernelSize: 4, strides: 2, padding: 1, useBias: false }),
    reference('deconv_k3s1', 3, { kernelSize: 3, strides: 1 }),
    reference('deconv_k2s3_uneven', 2, {
      kernelSize: [2, 1],
      strides: [3, 2],
      padding: [1, 0],
      outputPadding: [2, 1],
    }),
  ],
  computations: [
    {
      name: 'same, an odd surplus',
      parameters: { filters: 2, kernelSize: 3, strides: 2 },
      inputs: [[2, 2, 3, 2]],
      compute: spread([4, 6], [2, 2], [0, 0]),
    },
    {
      name: 'same, a kernel smaller than the stride, uneven',
      parameters: { filters: 2, kernelSize: [4, 1], strides: [1, 2] },
      inputs: [[2, 3, 2, 1]],
      compute: spread([3, 4], [1, 2], [1, 0]),
    },
    {
      name: 'sides by number',
      parameters: { filters: 1, kernelSize: 3, strides: 2, padding: [0, 2, 1, 0] },
      inputs: [[1, 3, 3, 2]],
      compute: spread([5, 6], [2, 2], [0, 1]),
    },
  ],
});
