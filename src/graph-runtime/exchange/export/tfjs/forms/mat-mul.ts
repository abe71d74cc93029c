import { existing, type TfjsForm } from '../form';

/** `Dot` along an axis of each, then `Rescaling`. */
export const matMul: TfjsForm<{ readonly transpose: boolean; readonly scale: boolean }> = {
  type: 'matMul',
  write(builder, { transpose, scale }, [a, b]) {
    const { name, shape } = existing(a);
    const config = { axes: [2, transpose ? 2 : 1], normalize: false };
    const product = builder.layer('Dot', [name, existing(b).name], config);
    if (!scale) return product;
    return builder.layer('Rescaling', [product], { scale: 1 / Math.sqrt(shape[1] ?? 1), offset: 0 });
  },
};
