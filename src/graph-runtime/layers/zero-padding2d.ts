import type { DiagnosticDraft } from '../diagnostics/diagnostic';
import { mirrorPad, pad, repeatEdges } from '../ops/slicing';
import { explainSizes } from './formula';
import type { LayerDefinition } from './layer';
import type { PaddingParameter } from './parameter';
import { kerasZeroPadding, pytorchPad } from './python';
import {
  type ImageShape,
  imageOf,
  inferImage,
  inferred,
  refused,
  SINGLE_INPUT,
  SINGLE_OUTPUT,
} from './shape-rules';
import { shortForm, shortWord } from './short-form';
import { describeSides, sidesOf } from './sides';
import { formatShape } from './tensor-type';

type ZeroPadding2dParameters = {
  readonly padding: PaddingParameter;
  readonly mode: string;
};

/**
 * Rows and columns around the image: `[height + top + bottom, width + left + right, channels]`. They are zeros, the image mirrored at
 * its outermost pixels (which are not repeated), or its outermost pixels again.
 */
export const zeroPadding2d: LayerDefinition<ZeroPadding2dParameters> = {
  type: 'zeroPadding2d',
  version: 1,
  otherNames: {
    types: ['ZeroPad2d', 'ReflectionPad2d', 'ReplicationPad2d', 'MirrorPad'],
    parameters: { pads: 'padding', padding_mode: 'mode' },
    implied: {
      reflectionpad2d: { mode: 'reflect' },
      mirrorpad: { mode: 'reflect' },
      replicationpad2d: { mode: 'replicate' },
    },
  },
  label: { en: 'Padding', 'zh-Hant': '填補' },
  category: 'shape',
  summary: {
    en: 'Adds rows and columns around the image: zeros, the image mirrored at its edge, or its outermost pixels again.',
    'zh-Hant': '在影像四周補上數列數行：補 0、以邊緣為鏡的倒影，或重複最外圈的像素。',
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
        en: 'Rows and columns to add: one number for all sides, or one per side.',
        'zh-Hant': '要補上的列數與行數：四邊相同，或每邊各自指定。',
      },
      default: 1,
      allowsNamed: false,
    },
    mode: {
      kind: 'choice',
      label: { en: 'Fill with', 'zh-Hant': '補上' },
      help: {
        en: 'What the new cells hold. Mirrored or repeated pixels leave no dark border in generated images.',
        'zh-Hant': '新格子的內容。鏡射或重複像素不會在生成的影像上留下黑邊。',
      },
      default: 'zeros',
      choices: [
        { value: 'zeros', label: { en: 'Zeros', 'zh-Hant': '0' } },
        { value: 'reflect', label: { en: 'The image mirrored (reflect)', 'zh-Hant': '影像的鏡射' } },
        { value: 'replicate', label: { en: 'The outermost pixels (replicate)', 'zh-Hant': '最外圈的像素' } },
      ],
    },
  },
  inputs: SINGLE_INPUT,
  outputs: SINGLE_OUTPUT,
  describe: ({ padding, mode }, language) =>
    shortForm([
      describeSides(padding),
      mode === 'reflect' || mode === 'replicate' ? shortWord(mode, language) : '',
    ]),
  infer: ({ padding, mode }, inputs) =>
    inferImage(inputs, (image) => {
      const diagnostic = mode === 'reflect' ? reflectionDiagnostic(padding, image) : null;
      if (diagnostic !== null) return refused(diagnostic);
      const { top, bottom, left, right } = sidesOf(padding);
      return inferred([image[0] + top + bottom, image[1] + left + right, image[2]]);
    }),
  weights: () => [],
  multiplyAccumulates: () => 0,
  reach({ padding, mode }, inputs) {
    const [height, width] = imageOf(inputs);
    const { top, left } = sidesOf(padding);
    return {
      rows: (row) => [sourceOf(mode, row - top, height)],
      columns: (column) => [sourceOf(mode, column - left, width)],
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
  lower({ graph }, { padding, mode }, inputs) {
    const { top, bottom, left, right } = sidesOf(padding);
    const widths = [
      [0, 0],
      [top, bottom],
      [left, right],
      [0, 0],
    ] as const;
    const fill = mode === 'reflect' ? mirrorPad : mode === 'replicate' ? repeatEdges : pad;
    return inputs.map((x) => fill(graph, x, widths));
  },
  code: {
    // Keras's layer adds zeros only.
    keras: ({ padding, mode }) => (mode === 'zeros' ? kerasZeroPadding(sidesOf(padding)) : null),
    pytorch({ padding, mode }) {
      const sides = sidesOf(padding);
      if (mode === 'zeros') return pytorchPad(sides);
      const tuple = `(${sides.left}, ${sides.right}, ${sides.top}, ${sides.bottom})`;
      return `nn.${mode === 'reflect' ? 'ReflectionPad2d' : 'ReplicationPad2d'}(${tuple})`;
    },
  },
};

/** The cell of the image that a place before, in or after it shows; null for a zero. */
function sourceOf(mode: string, place: number, size: number): number | null {
  if (place >= 0 && place < size) return place;
  if (mode === 'zeros') return null;
  if (mode === 'replicate') return place < 0 ? 0 : size - 1;
  return place < 0 ? -place : 2 * (size - 1) - place;
}

/** A mirror image of n pixels has n - 1 of them, as the outermost is not repeated. */
function reflectionDiagnostic(padding: PaddingParameter, image: ImageShape): DiagnosticDraft | null {
  const { top, bottom, left, right } = sidesOf(padding);
  const [rows, columns] = [image[0] - 1, image[1] - 1];
  if (Math.max(top, bottom) <= rows && Math.max(left, right) <= columns) return null;
  const most = [
    Math.min(top, rows),
    Math.min(bottom, rows),
    Math.min(left, columns),
    Math.min(right, columns),
  ];
  const input = formatShape(image.slice(0, 2));
  return {
    code: 'reflection-too-large',
    port: 'in',
    parameter: 'padding',
    expected: `≤ ${rows}, ${columns}`,
    received: describeSides(padding),
    values: { padding: describeSides(padding), input, rows, columns },
    repairs: [
      { kind: 'set-parameter', parameter: 'mode', value: 'replicate' },
      { kind: 'set-parameter', parameter: 'padding', value: most },
    ],
  };
}
