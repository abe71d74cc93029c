import { reshape } from '../ops/shape';
import { formatCount } from './formula';
import type { LayerDefinition } from './layer';
import type { NoParameters } from './parameter';
import { exampleShape, firstShape, inferred, SINGLE_INPUT, SINGLE_OUTPUT } from './shape-rules';
import { elementCount } from './tensor-type';
import { keepsValues } from './value-effect';

/** All values of an example in one row, channels last: the value at (y, x, c) lands at (y · width + x) · channels + c. */
export const flatten: LayerDefinition<NoParameters> = {
  type: 'flatten',
  version: 1,
  label: { en: 'Flatten', 'zh-Hant': '展平' },
  category: 'shape',
  summary: {
    en: 'Reshapes the feature maps into one vector, so that dense layers can follow.',
    'zh-Hant': '把特徵圖的所有數值排成一個長向量，讓後面可以接全連接層。',
  },
  reference: {
    title:
      'LeCun, Bottou, Bengio, Haffner: Gradient-Based Learning Applied to Document Recognition (1998), section II-B',
    url: 'https://doi.org/10.1109/5.726791',
  },
  parameters: {},
  inputs: SINGLE_INPUT,
  outputs: SINGLE_OUTPUT,
  describe: () => '',
  infer: (_parameters, inputs) => inferred([elementCount({ shape: firstShape(inputs) })]),
  weights: () => [],
  multiplyAccumulates: () => 0,
  effect: keepsValues,
  explain: (_parameters, inputs, outputs) => [
    {
      subject: 'output-size',
      formula: `${firstShape(inputs).map(formatCount).join(' · ')} = ${formatCount(firstShape(outputs)[0] ?? 0)}`,
    },
  ],
  lower: ({ graph }, _parameters, inputs) =>
    inputs.map((x) => reshape(graph, x, [null, elementCount({ shape: exampleShape(x) })])),
  code: { keras: () => 'keras.layers.Flatten()', pytorch: () => 'nn.Flatten()' },
};
