import type { EmbeddingParameters } from '../../../../layers/embedding';
import { module, type PytorchForm } from '../form';

/** `nn.Embedding` in a class that makes indices of values, which is written into the model. */
export const embedding: PytorchForm<EmbeddingParameters> = {
  type: 'embedding',
  write: ({ vocabulary, features, scale }) => [
    module('Embedding', { num_embeddings: vocabulary, embedding_dim: features }, { scale: [scale, 1] }, [
      { weight: 'embeddings', attribute: 'weight' },
    ]),
  ],
};
