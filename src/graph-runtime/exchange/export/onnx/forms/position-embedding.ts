import type { OnnxForm } from '../form';
import { nameOf } from '../one-operator';

/** A learned vector for each position. */
export const positionEmbedding: OnnxForm = {
  type: 'positionEmbedding',
  write: (builder, _parameters, [input]) => builder.node('Add', [nameOf(input), builder.weight('positions')]),
};
