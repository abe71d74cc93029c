import { sigmoid } from '../ops/activations';
import { multiply } from '../ops/elementwise';
import { split } from '../ops/slicing';
import type { LayerDefinition } from './layer';
import { channelsOf } from './normalization';
import type { NoParameters } from './parameter';
import { pythonCall } from './python';
import { reachesItself } from './reach';
import { exampleShape, firstShape, inferred, refused, SINGLE_INPUT, SINGLE_OUTPUT } from './shape-rules';
import { formatShape } from './tensor-type';

/** `a · σ(b)`, where a is the first half of the channels and b the second. */
export const glu: LayerDefinition<NoParameters> = {
  type: 'glu',
  version: 1,
  otherNames: { types: ['GatedLinearUnit'] },
  label: { en: 'GLU', 'zh-Hant': 'GLU' },
  category: 'activation',
  summary: {
    en: 'One half of the channels decides, by a sigmoid, how much of the other half passes. Half as many channels come out.',
    'zh-Hant': '一半的通道經過 sigmoid 後決定另一半通過多少，因此輸出的通道數減半。',
  },
  reference: {
    title: 'Dauphin, Fan, Auli, Grangier: Language Modeling with Gated Convolutional Networks (2016)',
    url: 'https://arxiv.org/abs/1612.08083',
  },
  parameters: {},
  inputs: SINGLE_INPUT,
  outputs: SINGLE_OUTPUT,
  describe: () => '',
  infer(_parameters, inputs) {
    const shape = firstShape(inputs);
    const channels = channelsOf(shape);
    if (channels % 2 === 0) return inferred([...shape.slice(0, -1), channels / 2]);
    return refused({
      code: 'channels-not-even',
      port: 'in',
      expected: `${channels - 1}, ${channels + 1}`,
      received: `${channels}`,
      values: { channels, input: formatShape(shape) },
    });
  },
  weights: () => [],
  multiplyAccumulates: () => 0,
  reach: reachesItself,
  lower: ({ graph }, _parameters, inputs) =>
    inputs.map((x) => {
      const half = channelsOf(exampleShape(x)) / 2;
      const [values, gates] = split(graph, x, [half, half], -1);
      if (values === undefined || gates === undefined) throw new Error('two halves were expected');
      return multiply(graph, values, sigmoid(graph, gates));
    }),
  code: {
    keras: () => 'keras.layers.Activation("glu")',
    pytorch: (_parameters, inputs) =>
      pythonCall('nn.GLU', [], { dim: firstShape(inputs).length === 3 ? 1 : null }),
  },
};
