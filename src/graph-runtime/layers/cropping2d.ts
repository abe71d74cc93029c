import { slice } from '../ops/slicing';
import { explainSizes } from './formula';
import type { LayerDefinition } from './layer';
import type { PaddingParameter } from './parameter';
import { pythonCall, pythonPair, pytorchPad } from './python';
import {
  exampleShape,
  imageOf,
  inferImage,
  inferred,
  refused,
  SINGLE_INPUT,
  SINGLE_OUTPUT,
} from './shape-rules';
import { describeSides, sidesOf } from './sides';
import { formatShape } from './tensor-type';
import { keepsValues } from './value-effect';

type Cropping2dParameters = {
  readonly cropping: PaddingParameter;
};

/** The image without some of its outer rows and columns: `[height − top − bottom, width − left − right, channels]`. */
export const cropping2d: LayerDefinition<Cropping2dParameters> = {
  type: 'cropping2d',
  version: 1,
  otherNames: { types: ['Crop'], parameters: { crop: 'cropping', padding: 'cropping' } },
  label: { en: 'Cropping', 'zh-Hant': '裁切' },
  category: 'shape',
  summary: {
    en: 'Cuts rows and columns off the edges of the image. The original U-Net brings its skip connections to size with it.',
    'zh-Hant': '從影像四周切掉數列數行。原本的 U-Net 用它讓跳接的特徵圖大小一致。',
  },
  reference: {
    title: 'Ronneberger, Fischer, Brox: U-Net (2015), section 2',
    url: 'https://arxiv.org/abs/1505.04597',
  },
  parameters: {
    cropping: {
      kind: 'padding',
      label: { en: 'Cropping', 'zh-Hant': '裁切' },
      help: {
        en: 'Rows and columns that are cut off: one number for all sides, or one per side.',
        'zh-Hant': '切掉的列數與行數：四邊相同，或每邊各自指定。',
      },
      default: 1,
      allowsNamed: false,
    },
  },
  inputs: SINGLE_INPUT,
  outputs: SINGLE_OUTPUT,
  describe: ({ cropping }) => describeSides(cropping),
  infer: ({ cropping }, inputs) =>
    inferImage(inputs, (image) => {
      const { top, bottom, left, right } = sidesOf(cropping);
      const [height, width] = [image[0] - top - bottom, image[1] - left - right];
      if (height >= 1 && width >= 1) return inferred([height, width, image[2]]);
      const cropped = formatShape([top + bottom, left + right]);
      const [rows, columns] = [image[0] - 1, image[1] - 1];
      const most = [
        ...[Math.min(top, rows), Math.min(bottom, rows - Math.min(top, rows))],
        ...[Math.min(left, columns), Math.min(right, columns - Math.min(left, columns))],
      ];
      return refused({
        code: 'crop-leaves-nothing',
        port: 'in',
        parameter: 'cropping',
        expected: `< ${formatShape(image.slice(0, 2))}`,
        received: cropped,
        values: { cropped, input: formatShape(image.slice(0, 2)) },
        repairs: [{ kind: 'set-parameter', parameter: 'cropping', value: most }],
      });
    }),
  weights: () => [],
  multiplyAccumulates: () => 0,
  effect: keepsValues,
  reach({ cropping }) {
    const { top, left } = sidesOf(cropping);
    return { rows: (row) => [row + top], columns: (column) => [column + left] };
  },
  explain({ cropping }, inputs, outputs) {
    const { top, bottom, left, right } = sidesOf(cropping);
    const [height, width] = imageOf(inputs);
    const [newHeight, newWidth] = imageOf(outputs);
    return explainSizes([
      `${height} − ${top} − ${bottom} = ${newHeight}`,
      `${width} − ${left} − ${right} = ${newWidth}`,
    ]);
  },
  lower({ graph }, { cropping }, inputs) {
    const { top, bottom, left, right } = sidesOf(cropping);
    return inputs.map((x) => {
      const [height = 1, width = 1, channels = 1] = exampleShape(x);
      const sizes = [null, height - top - bottom, width - left - right, channels];
      return slice(graph, x, [0, top, left, 0], sizes);
    });
  },
  code: {
    keras({ cropping }) {
      const { top, bottom, left, right } = sidesOf(cropping);
      const isEven = top === bottom && left === right;
      const sides = isEven ? pythonPair([top, left]) : `((${top}, ${bottom}), (${left}, ${right}))`;
      return pythonCall('keras.layers.Cropping2D', [sides]);
    },
    // A padding that is negative cuts off.
    pytorch({ cropping }) {
      const { top, bottom, left, right } = sidesOf(cropping);
      return pytorchPad({ top: -top, bottom: -bottom, left: -left, right: -right });
    },
  },
};
