import { firstShape } from '../../../../layers/shape-rules';
import { expression, input, module, number, type PytorchForm } from '../form';

/** `nn.ChannelShuffle`, which is for images; of other values, the channels read as a table and transposed. */
export const channelShuffle: PytorchForm<{ readonly groups: number }> = {
  type: 'channelShuffle',
  write({ groups }, inputs) {
    if (firstShape(inputs).length === 3) return [module('nn.ChannelShuffle', { groups })];
    const table = ['.unflatten(-1, (', number('groups', groups), ', -1))'];
    return [expression(input(0), ...table, '.transpose(-1, -2).flatten(-2)')];
  },
};
