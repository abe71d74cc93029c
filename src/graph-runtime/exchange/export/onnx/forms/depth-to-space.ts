import type { OnnxForm } from '../form';
import { nameOf } from '../one-operator';

/** `DepthToSpace`, in TensorFlow's order or PyTorch's. */
export const depthToSpace: OnnxForm<{ readonly blockSize: number; readonly order: string }> = {
  type: 'depthToSpace',
  write: (builder, { blockSize, order }, [input]) =>
    builder.node('DepthToSpace', [nameOf(input)], {
      blocksize: blockSize,
      mode: order === 'channelsFirst' ? 'CRD' : 'DCR',
    }),
};
