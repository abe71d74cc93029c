import { existing, type TfjsForm } from '../form';

/** `ELU`, which has no other factor than 1 there: with one, the part below 0 is computed by itself, `relu(x) + alpha · elu(-relu(-x))`. */
export const elu: TfjsForm<{ readonly alpha: number }> = {
  type: 'elu',
  write(builder, { alpha }, [input]) {
    const { name } = existing(input);
    if (alpha === 1) return builder.layer('ELU', [name]);
    const scaled = (from: string, scale: number) => builder.layer('Rescaling', [from], { scale, offset: 0 });
    const below = scaled(builder.layer('ReLU', [scaled(name, -1)]), -1);
    return builder.layer('Add', [
      builder.layer('ReLU', [name]),
      scaled(builder.layer('ELU', [below]), alpha),
    ]);
  },
};
