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
  ],
  refusals: [
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
