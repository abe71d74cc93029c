import { existing, type TfjsForm } from '../form';

/** Nothing, where a network only predicts. */
export const gaussianNoise: TfjsForm = {
  type: 'gaussianNoise',
  write: (_builder, _parameters, [input]) => existing(input).name,
};
