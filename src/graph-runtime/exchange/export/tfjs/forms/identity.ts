import { existing, type TfjsForm } from '../form';

/** Nothing. */
export const identity: TfjsForm = {
  type: 'identity',
  write: (_builder, _parameters, [input]) => existing(input).name,
};
