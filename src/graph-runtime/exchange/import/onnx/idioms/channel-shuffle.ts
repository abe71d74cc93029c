import { CHANNEL_SHUFFLE } from '../rules/channel-shuffle';
import type { OnnxSourceAttribute } from '../source-model';
import { type Idiom, replacement } from './idiom';

/** Channels read as a table of groups, turned, and read as channels again. */
export const channelShuffle: Idiom = {
  find(node, graph) {
    if (node.operator !== 'Reshape') return null;
    const turned = graph.only(node.inputs[0], 'Transpose');
    const parted = turned && graph.only(turned.inputs[0], 'Reshape');
    const order = turned?.attributes.get('perm');
    if (!turned || !parted || order?.kind !== 'ints' || order.values.join() !== '0,2,1,3,4') return null;
    const table = graph.sizes(parted);
    const sizes = graph.sizes(node);
    const groups = table?.[1];
    if (table?.length !== 5 || sizes?.length !== 4 || groups === undefined || groups < 1) return null;
    const channels = groups * (table[2] ?? 0);
    if (channels > 0 && sizes[1] !== channels && sizes[1] !== -1) return null;
    const attributes = new Map<string, OnnxSourceAttribute>([['groups', { kind: 'int', value: groups }]]);
    const [x = ''] = parted.inputs;
    return { replacement: replacement(node, CHANNEL_SHUFFLE, [x], attributes), others: [turned, parted] };
  },
};
