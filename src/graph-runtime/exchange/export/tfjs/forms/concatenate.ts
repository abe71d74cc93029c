import { existing, type TfjsForm } from '../form';

/** `Concatenate`, along the channels. */
export const concatenate: TfjsForm = {
  type: 'concatenate',
  write(builder, _parameters, inputs) {
    const names = inputs.map(({ name }) => name);
    return names.length === 1 ? existing(inputs[0]).name : builder.layer('Concatenate', names, { axis: -1 });
  },
};
