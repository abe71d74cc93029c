import { spaceToDepth as spaceToDepthOp } from '../ops/depth-to-space';
import { type BlockParameters, blockLayer, isOneOrder, transposeChannels } from './channel-blocks';
import { largestDivisorUpTo } from './divisor';
import { explainSizes } from './formula';
import type { LayerDefinition } from './layer';
import { pythonCall } from './python';
import { range } from './range';
import { exampleShape, imageOf, inferImage, inferred, refused } from './shape-rules';
import { formatShape } from './tensor-type';

/**
 * `y[i, j, (p b + q) C + c] = x[i b + p, j b + q, c]` with C channels in the input (TensorFlow), or `y[i, j, c b² + p b + q]` (PyTorch's
 * PixelUnshuffle): the inverse of DepthToSpace.
 */
export const spaceToDepth: LayerDefinition<BlockParameters> = {
  ...blockLayer,
  type: 'spaceToDepth',
  otherNames: {
    types: ['PixelUnshuffle', 'Reorg', 'Focus'],
    parameters: { block_size: 'blockSize', blocksize: 'blockSize', downscale_factor: 'blockSize' },
    implied: { pixelunshuffle: { order: 'channelsFirst' } },
  },
  label: { en: 'Space to depth', 'zh-Hant': '空間轉通道' },
  summary: {
    en: 'Makes squares of positions into channels: lower and narrower without losing a value, as a patch embedding or the start of a fast detector does.',
    'zh-Hant': '把正方形區塊的位置變成通道：高與寬變小而不遺失任何值，可用於切割圖塊或快速偵測網路的開頭。',
  },
  reference: {
    title: 'Sajjadi, Vemulapalli, Brown: Frame-Recurrent Video Super-Resolution (2018), section 3.2',
    url: 'https://arxiv.org/abs/1801.04590',
  },
  infer: ({ blockSize }, inputs) =>
    inferImage(inputs, (image) => {
      const [height, width, channels] = image;
      if (height % blockSize === 0 && width % blockSize === 0) {
        return inferred([height / blockSize, width / blockSize, channels * blockSize * blockSize]);
      }
      const size = formatShape([height, width]);
      const up = (side: number) => Math.ceil(side / blockSize) * blockSize;
      return refused({
        code: 'block-does-not-divide-image',
        port: 'in',
        parameter: 'blockSize',
        expected: formatShape([up(height), up(width)]),
        received: size,
        values: { block: blockSize, input: size },
        repairs: [
          {
            kind: 'insert-before',
            port: 'in',
            type: 'zeroPadding2d',
            parameters: { padding: [0, up(height) - height, 0, up(width) - width] },
            code: 'insert-padding',
          },
          {
            kind: 'set-parameter',
            parameter: 'blockSize',
            value: largestDivisorUpTo(blockSize, [height, width]),
          },
        ],
      });
    }),
  reach: ({ blockSize }) => ({
    rows: (row) => range(row * blockSize, blockSize),
    columns: (column) => range(column * blockSize, blockSize),
  }),
  explain({ blockSize }, inputs, outputs) {
    const [height, width, channels] = imageOf(inputs);
    const [newHeight, newWidth, newChannels] = imageOf(outputs);
    return explainSizes([
      `${height} / ${blockSize} = ${newHeight}`,
      `${width} / ${blockSize} = ${newWidth}`,
      `${channels} · ${blockSize}² = ${newChannels}`,
    ]);
  },
  lower: ({ graph }, { blockSize, order }, inputs) =>
    inputs.map((x) => {
      if (blockSize === 1) return x;
      const blocks = spaceToDepthOp(graph, x, blockSize);
      const channels = exampleShape(x)[2] ?? 1;
      return order === 'channelsFirst'
        ? transposeChannels(graph, blocks, blockSize * blockSize, channels)
        : blocks;
    }),
  code: {
    keras({ blockSize, order }, inputs) {
      if (blockSize === 1) return 'keras.layers.Identity()';
      if (order === 'channelsFirst' && !isOneOrder(imageOf(inputs)[2], blockSize)) return null;
      return `keras.layers.Lambda(lambda x: ${pythonCall('tf.nn.space_to_depth', ['x', blockSize])})`;
    },
    pytorch({ blockSize, order }, inputs) {
      if (order === 'positionsFirst' && !isOneOrder(imageOf(inputs)[2], blockSize)) return null;
      return pythonCall('nn.PixelUnshuffle', [blockSize]);
    },
  },
};
