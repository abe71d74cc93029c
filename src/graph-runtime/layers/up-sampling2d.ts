import { resizeBilinear, resizeNearest } from '../ops/resize';
import { explainSizes, formatPair } from './formula';
import type { LayerDefinition } from './layer';
import { SIZE_LIMITS } from './limits';
import { pythonCall, pythonPair } from './python';
import { blendedReach } from './reach';
import { exampleShape, imageOf, inferImage, inferred, SINGLE_INPUT, SINGLE_OUTPUT } from './shape-rules';
import { shortForm, shortWord } from './short-form';
import type { Pair } from './window-parameters';

type UpSampling2dParameters = {
  readonly size: Pair;
  readonly interpolation: string;
};

/** The image, this many times as high and wide: each pixel repeated, or interpolated between pixel centers. */
export const upSampling2d: LayerDefinition<UpSampling2dParameters> = {
  type: 'upSampling2d',
  version: 1,
  otherNames: {
    types: ['Upsample', 'UpsamplingNearest2d', 'Interpolate'],
    parameters: { scale_factor: 'size', scale: 'size', mode: 'interpolation' },
  },
  label: { en: 'Upsampling', 'zh-Hant': '上採樣' },
  category: 'shape',
  summary: {
    en: 'Enlarges feature maps by a whole factor, by repeating pixels or by interpolating between them.',
    'zh-Hant': '以整數倍放大特徵圖，可重複像素或在像素之間內插。',
  },
  reference: {
    title:
      'Long, Shelhamer, Darrell: Fully Convolutional Networks for Semantic Segmentation (2014), section 3.3',
    url: 'https://arxiv.org/abs/1411.4038',
  },
  parameters: {
    size: {
      kind: 'pair',
      label: { en: 'Factor', 'zh-Hant': '倍數' },
      help: {
        en: 'How many times larger the height and width become.',
        'zh-Hant': '輸出的高與寬是輸入的幾倍。',
      },
      default: [2, 2],
      minimum: 1,
      maximum: SIZE_LIMITS.factor,
    },
    interpolation: {
      kind: 'choice',
      label: { en: 'Interpolation', 'zh-Hant': '內插方式' },
      help: {
        en: 'Nearest repeats pixels; bilinear blends the four around.',
        'zh-Hant': '最近鄰會重複像素；雙線性會混合周圍四個像素。',
      },
      default: 'nearest',
      choices: [
        { value: 'nearest', label: { en: 'Nearest', 'zh-Hant': '最近鄰' } },
        { value: 'bilinear', label: { en: 'Bilinear', 'zh-Hant': '雙線性' } },
      ],
    },
  },
  inputs: SINGLE_INPUT,
  outputs: SINGLE_OUTPUT,
  describe: ({ size, interpolation }, language) =>
    shortForm([formatPair(size), interpolation === 'bilinear' ? shortWord('bilinear', language) : '']),
  infer: ({ size }, inputs) =>
    inferImage(inputs, (image) => inferred([image[0] * size[0], image[1] * size[1], image[2]])),
  weights: () => [],
  multiplyAccumulates: () => 0,
  reach({ size, interpolation }, inputs) {
    const [height, width] = imageOf(inputs);
    if (interpolation === 'nearest') {
      return {
        rows: (row) => [Math.floor(row / size[0])],
        columns: (column) => [Math.floor(column / size[1])],
      };
    }
    return blendedReach([height, width], [height * size[0], width * size[1]]);
  },
  explain({ size }, inputs) {
    const [height, width] = imageOf(inputs);
    return explainSizes([
      `${height} · ${size[0]} = ${height * size[0]}`,
      `${width} · ${size[1]} = ${width * size[1]}`,
    ]);
  },
  lower: ({ graph }, { size, interpolation }, inputs) =>
    inputs.map((x) => {
      const [height = 1, width = 1] = exampleShape(x);
      const target = [height * size[0], width * size[1]] as const;
      return interpolation === 'nearest' ? resizeNearest(graph, x, target) : resizeBilinear(graph, x, target);
    }),
  code: {
    keras: ({ size, interpolation }) =>
      pythonCall('keras.layers.UpSampling2D', [pythonPair(size)], {
        interpolation: interpolation === 'nearest' ? null : `"${interpolation}"`,
      }),
    pytorch: ({ size, interpolation }) =>
      pythonCall('nn.Upsample', [], {
        scale_factor: pythonPair(size),
        mode: interpolation === 'nearest' ? null : `"${interpolation}"`,
      }),
  },
};
