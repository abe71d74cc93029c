import type { TfjsForm } from '../form';
import { merged } from '../merge';

/** `Maximum`. */
export const maximum: TfjsForm = {
  type: 'maximum',
  write: (builder, _parameters, inputs) => merged(builder, 'Maximum', inputs),
};
