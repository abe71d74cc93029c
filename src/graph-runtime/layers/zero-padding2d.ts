import { pad } from '../ops/slicing';
import { explainSizes } from './formula';
import type { LayerDefinition } from './layer';
import type { PaddingParameter } from './parameter';
import { kerasZeroPadding, pytorchPad } from './python';
import { imageOf, inferImage, inferred, SINGLE_INPUT, SINGLE_OUTPUT } from './shape-rules';
import { describeSides, sidesOf } from './sides';

type ZeroPadding2dParameters = {
  readonly padding: PaddingParameter;
};

/** Zeros around the image: `[height + top + bottom, width + left + right, channels]`. */
export const zeroPadding2d: LayerDefinition<ZeroPadding2dParameters> = {
  type: 'zeroPadding2d',
  version: 1,
  otherNames: {
    types: ['ZeroPad2d'],
  },
  label: { en: 'Zero padding', 'zh-Hant': '補零' },
  category: 'shape',
  summary: {
    en: 'Adds rows and columns of zeros around the image.',
    'zh-Hant': '在影像四周補上數列數行的 0。',
  },
  reference: {
    title: 'Zhang, Lipton, Li, Smola: Dive into Deep Learning, section 7.3',
    url: 'https://d2l.ai/chapter_convolutional-neural-networks/padding-and-strides.html',
  },
  parameters: {
    padding: {
      kind: 'padding',
      label: { en: 'Padding', 'zh-Hant': '填補' },
      help: {
        en: 'Rows and columns of zeros: one number for all sides, or one per side.',
        'zh-Hant': '補 0 的列數與行數：四邊相同，或每邊各自指定。',
      },
      default: 1,
      allowsNamed: false,
    },
  },
  inputs: SINGLE_INPUT,
  outputs: SINGLE_OUTPUT,
  describe: ({ padding }) => describeSides(padding),
  infer: ({ padding }, inputs) =>
    inferImage(inputs, (image) => {
      const { top, bottom, left, right } = sidesOf(padding);
      return inferred([image[0] + top + bottom, image[1] + left + right, image[2]]);
    }),
  weights: () => [],
  multiplyAccumulates: () => 0,
  reach({ padding }, inputs) {
    const [height, width] = imageOf(inputs);
    const { top, left } = sidesOf(padding);
    const within = (place: number, size: number) => [place >= 0 && place < size ? place : null];
    return {
      rows: (row) => within(row - top, height),
      columns: (column) => within(column - left, width),
    };
  },
  explain({ padding }, inputs, outputs) {
    const { top, bottom, left, right } = sidesOf(padding);
    const [height, width] = imageOf(inputs);
    const [newHeight, newWidth] = imageOf(outputs);
    return explainSizes([
      `${height} + ${top} + ${bottom} = ${newHeight}`,
      `${width} + ${left} + ${right} = ${newWidth}`,
    ]);
  },
  lower({ graph }, { padding }, inputs) {
    const { top, bottom, left, right } = sidesOf(padding);
    return inputs.map((x) =>
      pad(graph, x, [
        [0, 0],
        [top, bottom],
        [left, right],
        [0, 0],
      ]),
    );
  },
  code: {
    keras: ({ padding }) => kerasZeroPadding(sidesOf(padding)),
    pytorch: ({ padding }) => pytorchPad(sidesOf(padding)),
  },
};
