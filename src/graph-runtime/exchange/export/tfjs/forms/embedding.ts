import { type EmbeddingParameters, lookedUpShape } from '../../../../layers/embedding';
import { existing, type TfjsForm, weightOf } from '../form';

/** `Embedding`, which cuts off what is behind the point of an index: with a half added that is rounding. `ReLU` keeps it within the table. */
export const embedding: TfjsForm<EmbeddingParameters> = {
  type: 'embedding',
  write(builder, { vocabulary, features, scale }, [input]) {
    const { name, shape } = existing(input);
    const places = lookedUpShape(shape);
    const numbers =
      places.length < shape.length ? builder.layer('Reshape', [name], { target_shape: places }) : name;
    const scaled = builder.layer('Rescaling', [numbers], { scale, offset: 0.5 });
    const index = builder.layer('ReLU', [scaled], { max_value: vocabulary - 1 });
    const config = { input_dim: vocabulary, output_dim: features };
    return builder.layer('Embedding', [index], config, { embeddings: weightOf('embeddings') });
  },
};
