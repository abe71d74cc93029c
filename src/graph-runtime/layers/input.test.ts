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
  ],
});
