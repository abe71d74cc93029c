import { expression, input, module, number, type PytorchForm } from '../form';

/** `nn.PixelUnshuffle` in PyTorch's order of channels; in TensorFlow's, a function that is written into the model. */
export const spaceToDepth: PytorchForm<{ readonly blockSize: number; readonly order: string }> = {
  type: 'spaceToDepth',
  write: ({ blockSize, order }) => [
    order === 'channelsFirst'
      ? module('nn.PixelUnshuffle', { block: blockSize })
      : expression('space_to_depth(', input(0), ', ', number('block', blockSize), ')'),
  ],
};
