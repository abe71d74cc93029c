import type { TfjsForm } from '../form';
import { merged } from '../merge';

/** `Multiply`. */
export const multiply: TfjsForm = {
  type: 'multiply',
  write: (builder, _parameters, inputs) => merged(builder, 'Multiply', inputs),
};
