import type { OnnxAttributes, OnnxForm } from '../form';
import { nameOf } from '../one-operator';

/** `Resize` by whole factors. */
export const upSampling2d: OnnxForm<{
  readonly size: readonly [number, number];
  readonly interpolation: string;
}> = {
  type: 'upSampling2d',
  write(builder, { size, interpolation }, [input]) {
    const isNearest = interpolation === 'nearest';
    const attributes: OnnxAttributes = isNearest
      ? { mode: 'nearest', coordinate_transformation_mode: 'asymmetric', nearest_mode: 'floor' }
      : { mode: 'linear', coordinate_transformation_mode: 'half_pixel' };
    // The second input is for another kind of cropping resize.
    return builder.node('Resize', [nameOf(input), '', builder.floats([1, 1, ...size])], attributes);
  },
};
