import { existing, type TfjsForm } from '../form';

/** `Flatten`: rows, columns, channels, as here. */
export const flatten: TfjsForm = {
  type: 'flatten',
  write(builder, _parameters, [input]) {
    const { name, shape } = existing(input);
    return shape.length === 1 ? name : builder.layer('Flatten', [name]);
  },
};
