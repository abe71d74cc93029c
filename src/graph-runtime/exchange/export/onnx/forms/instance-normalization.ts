import { float, type OnnxForm } from '../form';
import { existing } from '../one-operator';

/** `InstanceNormalization`, with factors of 1 and terms of 0 where none are learned. */
export const instanceNormalization: OnnxForm<{ readonly epsilon: number; readonly isAffine: boolean }> = {
  type: 'instanceNormalization',
  write(builder, { epsilon, isAffine }, [input]) {
    const { name, shape } = existing(input);
    const each = (value: number) => builder.floats(Array.from({ length: shape.at(-1) ?? 1 }, () => value));
    const [scale, shift] = isAffine ? [builder.weight('gamma'), builder.weight('beta')] : [each(1), each(0)];
    return builder.node('InstanceNormalization', [name, scale, shift], { epsilon: float(epsilon) });
  },
};
