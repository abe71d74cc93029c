import type { OnnxForm } from '../form';
import { nameOf } from '../one-operator';

/** Does nothing but in training. */
export const spatialDropout2d: OnnxForm = {
  type: 'spatialDropout2d',
  write: (_builder, _parameters, [input]) => nameOf(input),
};
