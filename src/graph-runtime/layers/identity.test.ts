import { checkLayer } from '../testing/layer-check';
import { only } from '../testing/formulas';
import { identity } from './identity';

checkLayer(identity, {
  examples: [
    { inputs: [[7, 7, 16]], output: [7, 7, 16], keras: 'keras.layers.Identity()', pytorch: 'nn.Identity()' },
  ],
  references: [{ name: 'identity' }],
  computations: [
    { name: 'what comes in', inputs: [[2, 5]], compute: (inputs) => only(inputs).map((x) => x) },
  ],
});
