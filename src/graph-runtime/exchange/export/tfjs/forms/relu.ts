import { existing, type TfjsForm } from '../form';

/** `ReLU`. */
export const relu: TfjsForm = {
  type: 'relu',
  write: (builder, _parameters, [input]) => builder.layer('ReLU', [existing(input).name]),
};
