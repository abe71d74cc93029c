import { DoubleTensor } from '../testing/double-tensor';
import { only } from '../testing/formulas';
import { checkLayer } from '../testing/layer-check';
import { channelShuffle } from './channel-shuffle';

checkLayer(channelShuffle, {
  examples: [
    {
      parameters: { groups: 3 },
      inputs: [[7, 7, 12]],
      output: [7, 7, 12],
      description: 'groups 3',
      keras: null,
      pytorch: 'nn.ChannelShuffle(3)',
    },
    { inputs: [[12]], output: [12], pytorch: null },
  ],
  refusals: [
    {
      parameters: { groups: 5 },
      inputs: [[4, 4, 12]],
      diagnostic: { code: 'groups-do-not-divide-input', parameter: 'groups', repairs: [{ value: 4 }] },
    },
  ],
  references: [{ name: 'channel_shuffle', parameters: { groups: 3 } }],
  computations: [
    {
      name: 'of vectors',
      parameters: { groups: 2 },
      inputs: [[3, 6]],
      compute: (inputs) =>
        DoubleTensor.from([3, 6], (n = 0, c = 0) => only(inputs).at(n, (c % 2) * 3 + Math.floor(c / 2))),
    },
  ],
});
