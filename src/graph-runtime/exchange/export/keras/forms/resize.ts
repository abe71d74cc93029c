import type { Pair } from '../../../../layers/window-parameters';
import { operation, row } from '../call';
import type { KerasFormOf } from '../form';

/**
 * `ops.image.resize`. Not the layer `Resizing`: called without `training`, as in `model(x)`, it sets it to true for the layers that are called
 * after it, and a batch normalization among them takes the statistics of the batch (Keras 3.15, decision 0282).
 */
export const resize: KerasFormOf<{ readonly size: Pair }> = {
  type: 'resize',
  write: ({ size }) => row(operation('resize', { size: [...size] })),
};
