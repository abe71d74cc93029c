import { operation, row } from '../call';
import type { KerasFormOf } from '../form';

/** `ops.celu`: as an activation, Keras has it with 1 only. */
export const celu: KerasFormOf<{ readonly alpha: number }> = {
  type: 'celu',
  write: ({ alpha }) => row(operation('celu', { alpha })),
};
