import { checkLayer } from '../testing/layer-check';
import { unchanged } from '../testing/layout';
import { instanceNormalization } from './instance-normalization';

checkLayer(instanceNormalization, {
  examples: [
    {
      inputs: [[7, 7, 16]],
      output: [7, 7, 16],
      trainable: 32,
      keras: 'keras.layers.GroupNormalization(groups=-1, epsilon=0.00001)',
      pytorch: 'nn.InstanceNorm2d(16, affine=True)',
    },
    {
      parameters: { isAffine: false },
      inputs: [[7, 7, 16]],
      output: [7, 7, 16],
      keras: 'keras.layers.GroupNormalization(groups=-1, epsilon=0.00001, center=False, scale=False)',
      pytorch: 'nn.InstanceNorm2d(16)',
    },
  ],
  refusals: [{ inputs: [[16]], diagnostic: { code: 'image-expected' } }],
  references: [
    { name: 'instance_norm', weights: { gamma: ['weight', unchanged], beta: ['bias', unchanged] } },
    { name: 'instance_norm_plain', parameters: { isAffine: false } },
  ],
});
