import type { OnnxForm } from '../form';
import { nameOf } from '../one-operator';

/** `Resize` to a size. It is given whole: factors would be rounded, and a size takes batch and channels as they come. */
export const resize: OnnxForm<{ readonly size: readonly [number, number] }> = {
  type: 'resize',
  write(builder, { size }, [input]) {
    const x = nameOf(input);
    const bounds = [[0], [2]].map((values) => builder.integers(values));
    const kept = builder.node('Slice', [builder.node('Shape', [x]), ...bounds]);
    const sizes = builder.node('Concat', [kept, builder.integers(size)], { axis: 0 });
    return builder.node('Resize', [x, '', '', sizes], {
      mode: 'linear',
      coordinate_transformation_mode: 'half_pixel',
    });
  },
};
