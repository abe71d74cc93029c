import { resizeBilinear } from '../ops/resize';
import { formatPair } from './formula';
import { imageSizeParameter, inferImageSize } from './image-size';
import type { LayerDefinition } from './layer';
import { pythonCall } from './python';
import { blendedReach } from './reach';
import { imageOf, SINGLE_INPUT, SINGLE_OUTPUT } from './shape-rules';
import type { Pair } from './window-parameters';

type ResizeParameters = {
  readonly size: Pair;
};

/** The image at another height and width, interpolated bilinearly between pixel centers, without antialiasing. */
export const resize: LayerDefinition<ResizeParameters> = {
  type: 'resize',
  version: 1,
  otherNames: {
    types: ['Resizing'],
  },
  label: { en: 'Resize', 'zh-Hant': '調整大小' },
  category: 'shape',
  summary: {
    en: 'Resizes images or feature maps to a given height and width by bilinear interpolation.',
    'zh-Hant': '以雙線性內插把影像或特徵圖調整成指定的高與寬。',
  },
  reference: {
    title: 'Keras: Resizing layer',
    url: 'https://keras.io/api/layers/preprocessing_layers/image_preprocessing/resizing/',
  },
  parameters: {
    size: imageSizeParameter({ en: 'Size', 'zh-Hant': '大小' }, [32, 32]),
  },
  inputs: SINGLE_INPUT,
  outputs: SINGLE_OUTPUT,
  describe: ({ size }) => formatPair(size),
  infer: ({ size }, inputs) => inferImageSize(size, inputs),
  weights: () => [],
  multiplyAccumulates: () => 0,
  reach({ size }, inputs) {
    const [height, width] = imageOf(inputs);
    return blendedReach([height, width], size);
  },
  lower: ({ graph }, { size }, inputs) => inputs.map((x) => resizeBilinear(graph, x, size)),
  code: {
    // Not `Resizing`, after which layers behave as in training (decision 0282).
    keras: ({ size }) =>
      `keras.layers.Lambda(lambda x: ${pythonCall('keras.ops.image.resize', ['x', `(${size[0]}, ${size[1]})`])})`,
    pytorch: ({ size }) =>
      pythonCall('nn.Upsample', [], { size: `(${size[0]}, ${size[1]})`, mode: '"bilinear"' }),
  },
};
