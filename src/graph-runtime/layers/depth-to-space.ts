import { depthToSpace as depthToSpaceOp } from '../ops/depth-to-space';
import { type BlockParameters, blockLayer, isOneOrder, transposeChannels } from './channel-blocks';
import { explainSizes } from './formula';
import type { LayerDefinition } from './layer';
import { pythonCall } from './python';
import { exampleShape, imageOf, inferImage, inferred, refused } from './shape-rules';

/**
 * `y[i b + p, j b + q, c] = x[i, j, (p b + q) C + c]` with C channels in the output (TensorFlow, ONNX's DCR), or `x[i, j, c b² + p b + q]`
 * (PyTorch's PixelShuffle, ONNX's CRD).
 */
export const depthToSpace: LayerDefinition<BlockParameters> = {
  ...blockLayer,
  type: 'depthToSpace',
  otherNames: {
    types: ['PixelShuffle', 'SubPixelConvolution'],
    parameters: { block_size: 'blockSize', blocksize: 'blockSize', upscale_factor: 'blockSize' },
    implied: { pixelshuffle: { order: 'channelsFirst' } },
  },
  label: { en: 'Depth to space', 'zh-Hant': '通道轉空間' },
  summary: {
    en: 'Spreads channels over a square of positions: higher and wider, with fewer channels. Super-resolution networks enlarge their image with it at the end.',
    'zh-Hant': '把通道攤成正方形區塊的位置：高與寬變大，通道變少。超解析度網路在最後以此放大影像。',
  },
  reference: {
    title: 'Shi et al.: Real-Time Single Image and Video Super-Resolution (ESPCN, 2016), section 2.2',
    url: 'https://arxiv.org/abs/1609.05158',
  },
  infer: ({ blockSize }, inputs) =>
    inferImage(inputs, (image) => {
      const [height, width, channels] = image;
      const cells = blockSize * blockSize;
      if (channels % cells === 0) {
        return inferred([height * blockSize, width * blockSize, channels / cells]);
      }
      return refused({
        code: 'block-does-not-divide-channels',
        port: 'in',
        parameter: 'blockSize',
        expected: `${cells}, ${2 * cells}, ${3 * cells}, …`,
        received: `${channels}`,
        values: { block: blockSize, cells, channels },
        repairs: [
          {
            kind: 'insert-before',
            port: 'in',
            type: 'conv2d',
            parameters: { filters: Math.max(1, Math.round(channels / cells)) * cells, kernelSize: [1, 1] },
            code: 'insert-pointwise',
          },
          { kind: 'set-parameter', parameter: 'blockSize', value: largestBlock(blockSize, channels) },
        ],
      });
    }),
  reach: ({ blockSize }) => ({
    rows: (row) => [Math.floor(row / blockSize)],
    columns: (column) => [Math.floor(column / blockSize)],
  }),
  explain({ blockSize }, inputs, outputs) {
    const [height, width, channels] = imageOf(inputs);
    const [newHeight, newWidth, newChannels] = imageOf(outputs);
    return explainSizes([
      `${height} · ${blockSize} = ${newHeight}`,
      `${width} · ${blockSize} = ${newWidth}`,
      `${channels} / ${blockSize}² = ${newChannels}`,
    ]);
  },
  lower: ({ graph }, { blockSize, order }, inputs) =>
    inputs.map((x) => {
      if (blockSize === 1) return x;
      const cells = blockSize * blockSize;
      const channels = (exampleShape(x)[2] ?? cells) / cells;
      const ordered = order === 'channelsFirst' ? transposeChannels(graph, x, channels, cells) : x;
      return depthToSpaceOp(graph, ordered, blockSize);
    }),
  code: {
    keras({ blockSize, order }, inputs) {
      if (blockSize === 1) return 'keras.layers.Identity()';
      const channels = imageOf(inputs)[2] / (blockSize * blockSize);
      if (order === 'channelsFirst' && !isOneOrder(channels, blockSize)) return null;
      return `keras.layers.Lambda(lambda x: ${pythonCall('tf.nn.depth_to_space', ['x', blockSize])})`;
    },
    pytorch({ blockSize, order }, inputs) {
      const channels = imageOf(inputs)[2] / (blockSize * blockSize);
      if (order === 'positionsFirst' && !isOneOrder(channels, blockSize)) return null;
      return pythonCall('nn.PixelShuffle', [blockSize]);
    },
  },
};

/** The largest block up to `limit` whose positions the channels can be divided among. */
function largestBlock(limit: number, channels: number): number {
  for (let block = limit; block > 1; block -= 1) if (channels % (block * block) === 0) return block;
  return 1;
}
