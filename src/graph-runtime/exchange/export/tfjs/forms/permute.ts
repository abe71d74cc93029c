import { existing, type TfjsForm } from '../form';

/** `Permute`. */
export const permute: TfjsForm<{ readonly order: readonly number[] }> = {
  type: 'permute',
  write: (builder, { order }, [input]) => builder.layer('Permute', [existing(input).name], { dims: order }),
};
