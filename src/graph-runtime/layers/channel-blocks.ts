import type { OpGraph, Value } from '../ops/op-graph';
import { reshape, transpose } from '../ops/shape';
import type { LayerDefinition } from './layer';
import type { ParameterDescription } from './parameter';
import { exampleShape, SINGLE_INPUT, SINGLE_OUTPUT } from './shape-rules';
import { keepsValues } from './value-effect';

/** What DepthToSpace and SpaceToDepth have in common: squares of positions that are channels of one position. */
export type BlockParameters = {
  readonly blockSize: number;
  readonly order: string;
};

const blockSizeParameter: ParameterDescription = {
  kind: 'integer',
  label: { en: 'Block size', 'zh-Hant': '區塊大小' },
  help: {
    en: 'Height and width of the square of positions that is one position with more channels.',
    'zh-Hant': '正方形區塊的邊長；一個區塊的位置對應一個通道較多的位置。',
  },
  default: 2,
  minimum: 1,
  maximum: 256,
};

const orderParameter: ParameterDescription = {
  kind: 'choice',
  label: { en: 'Channel order', 'zh-Hant': '通道順序' },
  help: {
    en: 'What lies together in the many channels: all channels of a position of the block (TensorFlow), or all positions of a channel (PyTorch’s PixelShuffle).',
    'zh-Hant':
      '較多的通道如何排列：區塊中同一位置的所有通道相鄰（TensorFlow），或同一通道的所有位置相鄰（PyTorch 的 PixelShuffle）。',
  },
  default: 'positionsFirst',
  choices: [
    { value: 'positionsFirst', label: { en: 'By position (TensorFlow)', 'zh-Hant': '依位置（TensorFlow）' } },
    { value: 'channelsFirst', label: { en: 'By channel (PyTorch)', 'zh-Hant': '依通道（PyTorch）' } },
  ],
};

/** What the two say alike; how large the output is, and what is where in it, is what they differ in. */
export const blockLayer = {
  version: 1,
  category: 'shape',
  parameters: { blockSize: blockSizeParameter, order: orderParameter },
  inputs: SINGLE_INPUT,
  outputs: SINGLE_OUTPUT,
  describe: ({ blockSize }) => `${blockSize}×${blockSize}`,
  weights: () => [],
  multiplyAccumulates: () => 0,
  effect: keepsValues,
} as const satisfies Partial<LayerDefinition<BlockParameters>>;

/** Whether the order makes no difference: there is one channel, or one position. */
export function isOneOrder(channels: number, blockSize: number): boolean {
  return channels === 1 || blockSize === 1;
}

/** `[..., rows · columns]` with the last axis read as a table and transposed: `[..., columns · rows]`. */
export function transposeChannels(graph: OpGraph, x: Value, rows: number, columns: number): Value {
  if (rows === 1 || columns === 1) return x;
  const leading = exampleShape(x).slice(0, -1);
  const table = reshape(graph, x, [null, ...leading, rows, columns]);
  const rank = leading.length + 3;
  const order = Array.from({ length: rank }, (_, axis) => axis);
  order.splice(rank - 2, 2, rank - 1, rank - 2);
  return reshape(graph, transpose(graph, table, order), [null, ...leading, rows * columns]);
}
