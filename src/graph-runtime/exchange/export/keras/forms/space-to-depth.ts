import { firstShape } from '../../../../layers/shape-rules';
import { layer, row } from '../call';
import type { KerasFormOf } from '../form';

/** Blocks of positions as channels: split, moved, joined. */
export const spaceToDepth: KerasFormOf<{ readonly blockSize: number; readonly order: string }> = {
  type: 'spaceToDepth',
  write({ blockSize: block, order }, { inputs, output }) {
    if (block === 1) return row();
    const [height = 1, width = 1, channels = 1] = firstShape(inputs);
    const split = [height / block, block, width / block, block, channels];
    return row(
      layer('Reshape', { target_shape: split }, { suffix: 'split' }),
      layer(
        'Permute',
        { dims: order === 'channelsFirst' ? [1, 3, 5, 2, 4] : [1, 3, 2, 4, 5] },
        { suffix: 'move' },
      ),
      layer('Reshape', { target_shape: output.shape }),
    );
  },
};
