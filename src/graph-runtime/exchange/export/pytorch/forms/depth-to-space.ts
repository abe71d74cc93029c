import { expression, input, module, number, type PytorchForm } from '../form';

/** `nn.PixelShuffle` in PyTorch's order of channels; in TensorFlow's, a function that is written into the model. */
export const depthToSpace: PytorchForm<{ readonly blockSize: number; readonly order: string }> = {
  type: 'depthToSpace',
  write: ({ blockSize, order }) => [
    order === 'channelsFirst'
      ? module('nn.PixelShuffle', { block: blockSize })
      : expression('depth_to_space(', input(0), ', ', number('block', blockSize), ')'),
  ],
};
