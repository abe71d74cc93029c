import type { OnnxRule } from '../rule';

/** What an idiom has made of a Reshape, a Transpose and another Reshape (`idioms/channel-shuffle.ts`). */
export const CHANNEL_SHUFFLE = 'ChannelShuffle';

export const channelShuffle: OnnxRule = {
  operators: [CHANNEL_SHUFFLE],
  map: (operation) =>
    operation.layer('channelShuffle', {
      inputs: [operation.image(0)],
      parameters: { groups: operation.number('groups', 1) },
    }),
};
