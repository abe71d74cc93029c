import { operation, row } from '../call';
import type { KerasFormOf } from '../form';

/** `ops.glu`: the layer `Activation` takes its output for one of the input's shape. */
export const glu: KerasFormOf = {
  type: 'glu',
  write: () => row(operation('glu')),
};
