import { existing, type TfjsForm } from '../form';

/** `scale · x + offset`. */
export const rescaling: TfjsForm<{ readonly scale: number; readonly offset: number }> = {
  type: 'rescaling',
  write: (builder, { scale, offset }, [input]) =>
    builder.layer('Rescaling', [existing(input).name], { scale, offset }),
};
