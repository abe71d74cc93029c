import { existing, type TfjsForm } from '../form';

/** `ReLU` with an upper limit. */
export const relu6: TfjsForm = {
  type: 'relu6',
  write: (builder, _parameters, [input]) => builder.layer('ReLU', [existing(input).name], { max_value: 6 }),
};
