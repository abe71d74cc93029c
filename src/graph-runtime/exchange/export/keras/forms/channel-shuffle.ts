import { firstShape } from '../../../../layers/shape-rules';
import { layer, row } from '../call';
import type { KerasFormOf } from '../form';

/** Channels as a table of groups, which is transposed. */
export const channelShuffle: KerasFormOf<{ readonly groups: number }> = {
  type: 'channelShuffle',
  write({ groups }, { inputs }) {
    const shape = firstShape(inputs);
    const leading = shape.slice(0, -1);
    const channels = shape[shape.length - 1] ?? 1;
    const kept = leading.map((_, axis) => axis + 1);
    const dims = [...kept, leading.length + 2, leading.length + 1];
    return row(
      layer('Reshape', { target_shape: [...leading, groups, channels / groups] }, { suffix: 'split' }),
      layer('Permute', { dims }, { suffix: 'move' }),
      layer('Reshape', { target_shape: shape }),
    );
  },
};
