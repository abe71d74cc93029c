import type { Language } from '../text/text';
import type { OpGraph, Value } from '../ops/op-graph';
import { staticSize } from '../ops/op-graph';
import { explainWindow } from './formula';
import type { LayerDefinition } from './layer';
import { type FamilyRule, ofFamily } from './layer-family';
import {
  asColumn,
  inferSequence,
  poolingPaddingParameter,
  positionsParameter,
  type SequenceWindow,
  sequenceWindow,
} from './one-dimension';
import { positionsOf } from './positions';
import { pythonCall, unlessDefault } from './python';
import { inferred } from './shape-rules';
import { shortFact, shortForm } from './short-form';
import type { Window } from './window';

export type Pooling1dParameters = {
  readonly poolSize: number;
  readonly strides: number;
  readonly padding: string;
};

/** What is special about one pooling along a sequence. */
interface Pooling1dRule extends FamilyRule<Pooling1dParameters> {
  /** Of an image of one column. */
  pool(graph: OpGraph, image: Value, window: Window): Value;
  readonly keras: string;
}

const FAMILY = {
  category: 'pooling',
  parameterNames: { size: 'poolSize', kernel_size: 'poolSize', stride: 'strides' },
} as const;

/** The window of a pooling's parameters. */
export function windowOfPooling1d({ poolSize, strides, padding }: Pooling1dParameters): SequenceWindow {
  return { size: poolSize, stride: strides, padding, dilation: 1 };
}

/** Makes a pooling along the positions of a sequence `[positions, channels]`: each window of each channel becomes one value. */
export function definePooling1d(rule: Pooling1dRule): LayerDefinition<Pooling1dParameters> {
  return {
    ...ofFamily(FAMILY, rule),
    parameters: {
      poolSize: positionsParameter(
        { en: 'Pool size', 'zh-Hant': '池化視窗大小' },
        {
          en: 'Positions of the window that becomes one value.',
          'zh-Hant': '合併成一個值的視窗涵蓋的位置數。',
        },
        2,
      ),
      strides: positionsParameter(
        { en: 'Stride', 'zh-Hant': '步幅' },
        {
          en: 'How far the window moves each time. A stride of 2 halves the length.',
          'zh-Hant': '視窗每次移動的距離。步幅為 2 時，長度減半。',
        },
        2,
      ),
      padding: poolingPaddingParameter,
    },
    describe: ({ poolSize, strides }: Pooling1dParameters, language: Language) =>
      shortForm([`${poolSize}`, shortFact('stride', strides, language)]),
    infer: (parameters, inputs) =>
      inferSequence(inputs, windowOfPooling1d(parameters), 'poolSize', (channels, { height }) =>
        inferred([height.output, channels]),
      ),
    weights: () => [],
    multiplyAccumulates: () => 0,
    explain: (parameters, inputs) =>
      explainWindow(sequenceWindow(windowOfPooling1d(parameters), positionsOf(inputs[0])[0])).slice(0, 1),
    lower: ({ graph }, parameters, inputs) =>
      inputs.map((x) =>
        asColumn(graph, x, (image) =>
          rule.pool(graph, image, sequenceWindow(windowOfPooling1d(parameters), staticSize(x, 1))),
        ),
      ),
    code: {
      keras: ({ poolSize, strides, padding }) =>
        pythonCall(`keras.layers.${rule.keras}`, [poolSize], {
          strides,
          padding: unlessDefault(JSON.stringify(padding), '"valid"'),
        }),
      // PyTorch has the channels of a sequence before its positions.
      pytorch: () => null,
    },
  };
}
