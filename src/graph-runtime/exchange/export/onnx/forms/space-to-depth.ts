import { shuffled } from '../channel-shuffle';
import type { OnnxForm } from '../form';
import { existing } from '../one-operator';

/** `SpaceToDepth`, which has TensorFlow's order; PyTorch's by a shuffle of its channels. */
export const spaceToDepth: OnnxForm<{ readonly blockSize: number; readonly order: string }> = {
  type: 'spaceToDepth',
  write(builder, { blockSize, order }, [input]) {
    const { name } = existing(input);
    const blocks = builder.node('SpaceToDepth', [name], { blocksize: blockSize });
    if (order !== 'channelsFirst') return blocks;
    return shuffled(builder, { name: blocks, shape: builder.output.shape }, blockSize * blockSize);
  },
};
