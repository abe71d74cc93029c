import { resizeBilinear } from '../compile/ops/resize';
import { formatPair } from './formula';
import type { LayerDefinition } from './layer';
import { pythonCall } from './python';
import {
  asImage,
  firstShape,
  imageExpected,
  inferred,
  refused,
  SINGLE_INPUT,
  SINGLE_OUTPUT,
} from './shape-rules';
import type { Pair } from './window-parameters';

type ResizeParameters = {
  readonly size: Pair;
};

/** The image at another height and width, interpolated bilinearly between pixel centres, without antialiasing. */
export const resize: LayerDefinition<ResizeParameters> = {
  type: 'resize',
  version: 1,
  label: { en: 'Resize', 'zh-Hant': '調整大小' },
  category: 'shape',
  summary: {
    en: 'Brings images or feature maps to a given height and width by bilinear interpolation.',
    'zh-Hant': '以雙線性內插把影像或特徵圖調整成指定的高與寬。',
  },
  reference: {
    title: 'Keras: Resizing layer',
    url: 'https://keras.io/api/layers/preprocessing_layers/image_preprocessing/resizing/',
  },
  parameters: {
    size: {
      kind: 'pair',
      label: { en: 'Size', 'zh-Hant': '大小' },
      help: { en: 'Height and width of the output.', 'zh-Hant': '輸出的高與寬。' },
      default: [32, 32],
      minimum: 1,
      maximum: 4096,
      unit: 'px',
    },
  },
  inputs: SINGLE_INPUT,
  outputs: SINGLE_OUTPUT,
  describe: ({ size }) => formatPair(size),
  infer({ size }, inputs) {
    const image = asImage(firstShape(inputs));
    if (image === null) return refused(imageExpected(firstShape(inputs)));
    return inferred([...size, image[2]]);
  },
  weights: () => [],
  multiplyAccumulates: () => 0,
  lower: ({ graph }, { size }, inputs) => inputs.map((x) => resizeBilinear(graph, x, size)),
  code: {
    keras: ({ size }) => pythonCall('keras.layers.Resizing', [size[0], size[1]]),
    pytorch: ({ size }) =>
      pythonCall('nn.Upsample', [], { size: `(${size[0]}, ${size[1]})`, mode: '"bilinear"' }),
  },
};
