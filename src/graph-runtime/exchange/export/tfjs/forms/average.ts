import type { TfjsForm } from '../form';
import { merged } from '../merge';

/** `Average`. */
export const average: TfjsForm = {
  type: 'average',
  write: (builder, _parameters, inputs) => merged(builder, 'Average', inputs),
};
