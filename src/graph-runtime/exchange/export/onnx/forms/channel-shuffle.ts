import { shuffled } from '../channel-shuffle';
import type { OnnxForm } from '../form';
import { existing } from '../one-operator';

/** A transposition of the channels, read as a table. */
export const channelShuffle: OnnxForm<{ readonly groups: number }> = {
  type: 'channelShuffle',
  write: (builder, { groups }, [input]) => shuffled(builder, existing(input), groups),
};
