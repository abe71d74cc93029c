import type { TfjsForm } from '../form';
import { merged } from '../merge';

/** `Add`. */
export const add: TfjsForm = {
  type: 'add',
  write: (builder, _parameters, inputs) => merged(builder, 'Add', inputs),
};
