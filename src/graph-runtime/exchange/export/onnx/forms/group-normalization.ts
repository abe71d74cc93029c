import { float, type OnnxForm } from '../form';
import { channelsFirst } from '../layout';
import { existing } from '../one-operator';

/**
 * An `InstanceNormalization` whose instances are the groups, then a scale and shift for each channel:
 * `GroupNormalization` comes with opset 18.
 */
export const groupNormalization: OnnxForm<{ readonly groups: number; readonly epsilon: number }> = {
  type: 'groupNormalization',
  write(builder, { groups, epsilon }, [input]) {
    const { name, shape } = existing(input);
    const dims = channelsFirst(shape);
    const channels = dims[0] ?? 1;
    const grouped = builder.node('Reshape', [name, builder.integers([0, groups, -1])]);
    const each = (value: number) => builder.floats(Array.from({ length: groups }, () => value));
    const normalized = builder.node('InstanceNormalization', [grouped, each(1), each(0)], {
      epsilon: float(epsilon),
    });
    const restored = builder.node('Reshape', [normalized, builder.integers([0, ...dims])]);
    const perChannel = { dims: [channels, 1, 1] };
    const scaled = builder.node('Mul', [restored, builder.weight('gamma', perChannel)]);
    return builder.node('Add', [scaled, builder.weight('beta', perChannel)]);
  },
};
