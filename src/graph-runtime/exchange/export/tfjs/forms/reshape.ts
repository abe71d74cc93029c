import { existing, type TfjsForm } from '../form';

/** `Reshape`. */
export const reshape: TfjsForm<{ readonly targetShape: readonly number[] }> = {
  type: 'reshape',
  write: (builder, _parameters, [input]) =>
    builder.layer('Reshape', [existing(input).name], { target_shape: builder.output.shape }),
};
