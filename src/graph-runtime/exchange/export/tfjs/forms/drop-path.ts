import { existing, type TfjsForm } from '../form';

/** Nothing, where a network only predicts. */
export const dropPath: TfjsForm = {
  type: 'dropPath',
  write: (_builder, _parameters, [input]) => existing(input).name,
};
