import { transposeChannels } from './channel-blocks';
import { channelGroupsDiagnostic } from './channel-groups';
import type { LayerDefinition } from './layer';
import { SIZE_LIMITS } from './limits';
import { channelsOf } from './normalization';
import { pythonCall } from './python';
import { reachesItself } from './reach';
import { exampleShape, firstShape, inferred, refused, SINGLE_INPUT, SINGLE_OUTPUT } from './shape-rules';
import { shortFact } from './short-form';
import { keepsValues } from './value-effect';

type ChannelShuffleParameters = {
  readonly groups: number;
};

/** The first channel of each group, then the second of each, and so on: `y[i g + j] = x[j n + i]` with g groups of n channels. */
export const channelShuffle: LayerDefinition<ChannelShuffleParameters> = {
  type: 'channelShuffle',
  version: 1,
  otherNames: { types: ['ShuffleChannels'], parameters: { group: 'groups' } },
  label: { en: 'Channel shuffle', 'zh-Hant': '通道重排' },
  category: 'shape',
  summary: {
    en: 'Reorders channels so that the next grouped convolution sees some of every group. ShuffleNet is built on it.',
    'zh-Hant': '重新排列通道，使下一個分組卷積看得到每一組的通道。ShuffleNet 以此為基礎。',
  },
  reference: {
    title: 'Zhang, Zhou, Lin, Sun: ShuffleNet (2017), section 3.1',
    url: 'https://arxiv.org/abs/1707.01083',
  },
  parameters: {
    groups: {
      kind: 'integer',
      label: { en: 'Groups', 'zh-Hant': '分組數' },
      help: {
        en: 'Groups of the convolution before; must divide the channels.',
        'zh-Hant': '前面的卷積分成幾組；必須能整除通道數。',
      },
      default: 2,
      minimum: 1,
      maximum: SIZE_LIMITS.features,
    },
  },
  inputs: SINGLE_INPUT,
  outputs: SINGLE_OUTPUT,
  describe: ({ groups }, language) => shortFact('groups', groups, language),
  infer({ groups }, inputs) {
    const shape = firstShape(inputs);
    const diagnostic = channelGroupsDiagnostic(groups, channelsOf(shape));
    return diagnostic === null ? inferred(shape) : refused(diagnostic);
  },
  weights: () => [],
  multiplyAccumulates: () => 0,
  effect: keepsValues,
  reach: reachesItself,
  lower: ({ graph }, { groups }, inputs) =>
    inputs.map((x) => transposeChannels(graph, x, groups, channelsOf(exampleShape(x)) / groups)),
  code: {
    keras: () => null,
    // Of a sequence, PyTorch would shuffle the positions; of a vector it wants no batch.
    pytorch: ({ groups }, inputs) =>
      firstShape(inputs).length === 3 ? pythonCall('nn.ChannelShuffle', [groups]) : null,
  },
};
