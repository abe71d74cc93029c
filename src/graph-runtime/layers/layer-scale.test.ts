import { checkLayer } from '../testing/layer-check';
import { unchanged } from '../testing/layout';
import { layerScale } from './layer-scale';

checkLayer(layerScale, {
  examples: [
    {
      inputs: [[7, 7, 16]],
      output: [7, 7, 16],
      trainable: 16,
      description: '0.000001',
      explanation: ['16 = 16'],
      keras: null,
      pytorch: null,
    },
  ],
  references: [
    {
      name: 'layer_scale',
      weights: { gamma: ['gamma', ({ values }) => unchanged({ shape: [values.length], values })] },
    },
  ],
});
