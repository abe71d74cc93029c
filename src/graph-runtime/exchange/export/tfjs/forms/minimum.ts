import type { TfjsForm } from '../form';
import { merged } from '../merge';

/** `Minimum`. */
export const minimum: TfjsForm = {
  type: 'minimum',
  write: (builder, _parameters, inputs) => merged(builder, 'Minimum', inputs),
};
