import { checkLayer } from '../testing/layer-check';
import { input } from './input';

checkLayer(input, {
  examples: [
    {
      inputs: [],
      output: [28, 28, 1],
      description: '28 × 28 × 1',
      keras: 'keras.Input((28, 28, 1))',
      pytorch: null,
    },
    {
      parameters: { shape: [784] },
      inputs: [],
      output: [784],
      description: '784',
      keras: 'keras.Input((784,))',
    },
    { parameters: { shape: [3], takes: 'numbers' }, inputs: [], output: [3], description: '3, numbers' },
    {
      parameters: { shape: [28, 28, 3], takes: 'second', label: '深度' },
      inputs: [],
      output: [28, 28, 3],
      description: '28 × 28 × 3, second image, 深度',
    },
  ],
  refusals: [
    {
      parameters: { shape: [16, 9], takes: 'second' },
      inputs: [],
      diagnostic: {
        code: 'second-image-is-no-image',
        repairs: [{ parameter: 'shape', value: [16, 9, 1] }, { parameter: 'takes' }],
      },
    },
    {
      parameters: { shape: [28, 28, 1], takes: 'numbers' },
      inputs: [],
      diagnostic: {
        code: 'numbers-are-no-vector',
        repairs: [{ parameter: 'shape', value: [1] }, { parameter: 'takes' }],
      },
    },
  ],
});
