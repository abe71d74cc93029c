import { firstShape } from '../../../../layers/shape-rules';
import { layer, row } from '../call';
import type { KerasFormOf } from '../form';

/** Blocks of channels as positions: split, moved, joined. */
export const depthToSpace: KerasFormOf<{ readonly blockSize: number; readonly order: string }> = {
  type: 'depthToSpace',
  write({ blockSize: block, order }, { inputs, output }) {
    if (block === 1) return row();
    const [height = 1, width = 1, channels = 1] = firstShape(inputs);
    const left = channels / (block * block);
    const isChannels = order === 'channelsFirst';
    const split = isChannels ? [left, block, block] : [block, block, left];
    return row(
      layer('Reshape', { target_shape: [height, width, ...split] }, { suffix: 'split' }),
      layer('Permute', { dims: isChannels ? [1, 4, 2, 5, 3] : [1, 3, 2, 4, 5] }, { suffix: 'move' }),
      layer('Reshape', { target_shape: output.shape }),
    );
  },
};
