import { CannotMap } from '../../network/network-builder';
import type { KerasRule } from '../layer';

/** A learned vector for each index. Layers behind it here know no mask. */
export const embedding: KerasRule = {
  classes: ['Embedding'],
  map(layer) {
    if (layer.flag('mask_zero', false)) throw new CannotMap('attributes', 'mask_zero');
    if (layer.input.shape.length > 1) throw new CannotMap('axes', `${layer.input.shape.length + 2}`);
    const parameters = { vocabulary: layer.number('input_dim', 1), features: layer.number('output_dim', 1) };
    const weights = layer.weights([['embeddings', 'embeddings']]);
    return layer.add('embedding', { ...parameters, scale: 1 }, weights);
  },
};
