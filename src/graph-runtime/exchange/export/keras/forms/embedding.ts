import { type EmbeddingParameters, lookedUpShape } from '../../../../layers/embedding';
import { firstShape } from '../../../../layers/shape-rules';
import { layer, row } from '../call';
import type { KerasFormOf } from '../form';

/**
 * `Embedding`, which cuts off what is behind the point of an index: with a half added that is rounding. `ReLU` keeps the index within the
 * table, where TensorFlow would fail.
 */
export const embedding: KerasFormOf<EmbeddingParameters> = {
  type: 'embedding',
  write({ vocabulary, features, scale }, { inputs }) {
    const shape = firstShape(inputs);
    const places = lookedUpShape(shape);
    return row(
      ...(places.length < shape.length
        ? [layer('Reshape', { target_shape: places }, { suffix: 'places' })]
        : []),
      layer('Rescaling', { scale, offset: 0.5 }, { suffix: 'index' }),
      layer('ReLU', { max_value: vocabulary - 1 }, { suffix: 'within' }),
      layer('Embedding', { input_dim: vocabulary, output_dim: features }),
    );
  },
};
