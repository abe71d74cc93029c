import { slice as sliceOp, stridedSlice } from '../ops/slicing';
import { axisIn, axisParameter, noSuchAxis } from './axes';
import type { LayerDefinition } from './layer';
import { SIZE_LIMITS } from './limits';
import type { Reach } from './reach';
import { exampleShape, firstShape, inferred, refused, SINGLE_INPUT, SINGLE_OUTPUT } from './shape-rules';
import { shortFact, shortForm } from './short-form';
import { formatShape } from './tensor-type';

export type SliceParameters = {
  readonly begin: number;
  readonly size: number;
  readonly axis: string;
  readonly step: number;
};

/** `size` places of one axis: `begin`, `begin + step`, ..., counted from 0. */
export const slice: LayerDefinition<SliceParameters> = {
  type: 'slice',
  version: 1,
  otherNames: {
    types: ['Narrow', 'StridedSlice'],
    parameters: { start: 'begin', length: 'size', strides: 'step', stride: 'step' },
  },
  label: { en: 'Slice', 'zh-Hant': '切片' },
  category: 'shape',
  summary: {
    en: 'Selects a range of channels, rows or columns, for example one half of the channels for each of two branches, or one position of a sequence.',
    'zh-Hant': '取出一段通道、列或行，例如讓兩條分支各用一半通道，或取出序列的一個位置。',
  },
  reference: {
    title: 'Ma, Zhang, Zheng, Sun: ShuffleNet V2 (2018), section 3.2 (channel split)',
    url: 'https://arxiv.org/abs/1807.11164',
  },
  parameters: {
    begin: {
      kind: 'integer',
      label: { en: 'First', 'zh-Hant': '起始' },
      help: { en: 'Counted from 0.', 'zh-Hant': '從 0 開始計數。' },
      default: 0,
      minimum: 0,
      maximum: SIZE_LIMITS.features - 1,
    },
    size: {
      kind: 'integer',
      label: { en: 'Count', 'zh-Hant': '數量' },
      help: { en: 'How many are selected.', 'zh-Hant': '要取出幾個。' },
      default: 1,
      minimum: 1,
      maximum: SIZE_LIMITS.features,
    },
    axis: { ...axisParameter, isAdvanced: true },
    step: {
      kind: 'integer',
      label: { en: 'Stride', 'zh-Hant': '步幅' },
      help: {
        en: 'Distance from one to the next: 2 selects every other one.',
        'zh-Hant': '相鄰兩個之間的距離：2 表示每隔一個取一個。',
      },
      isAdvanced: true,
      default: 1,
      minimum: 1,
      maximum: SIZE_LIMITS.features,
    },
  },
  inputs: SINGLE_INPUT,
  outputs: SINGLE_OUTPUT,
  describe: (parameters, language) =>
    shortForm([
      `${parameters.begin} … ${lastOf(parameters)}`,
      parameters.step === 1 ? '' : shortFact('stride', parameters.step, language),
    ]),
  infer(parameters, inputs) {
    const shape = firstShape(inputs);
    const { begin, size, step } = parameters;
    const axis = axisIn(shape, parameters.axis);
    if (axis === null) return refused(noSuchAxis(shape, 'axis'));
    const length = shape[axis] ?? 0;
    const last = lastOf(parameters);
    if (last < length) return inferred(shape.map((count, at) => (at === axis ? size : count)));
    return refused({
      code: 'slice-out-of-range',
      port: 'in',
      parameter: begin < length ? 'size' : 'begin',
      expected: `0 … ${length - 1}`,
      received: `${begin} … ${last}`,
      values: { first: begin, last, channels: length, input: formatShape(shape) },
      repairs: [
        begin < length
          ? { kind: 'set-parameter', parameter: 'size', value: Math.ceil((length - begin) / step) }
          : {
              kind: 'set-parameter',
              parameter: 'begin',
              value: Math.max(0, length - (last - begin) - 1),
            },
      ],
    });
  },
  weights: () => [],
  multiplyAccumulates: () => 0,
  reach({ axis, begin, step }): Reach {
    const moved = (place: number) => [begin + place * step];
    const kept = (place: number) => [place];
    if (axis === 'channels') return 'same';
    return { rows: axis === 'height' ? moved : kept, columns: axis === 'width' ? moved : kept };
  },
  lower: ({ graph }, parameters, inputs) =>
    inputs.map((x) => {
      const axis = 1 + (axisIn(exampleShape(x), parameters.axis) ?? 0);
      const { begin, size, step } = parameters;
      const only = <T>(value: T, others: (at: number) => T) =>
        x.shape.map((_, at) => (at === axis ? value : others(at)));
      const starts = only(begin, () => 0);
      if (step === 1)
        return sliceOp(
          graph,
          x,
          starts,
          only<number | null>(size, (at) => x.shape[at] ?? null),
        );
      const ends = only<number | null>(lastOf(parameters) + 1, () => null);
      return stridedSlice(
        graph,
        x,
        starts,
        ends,
        only(step, () => 1),
      );
    }),
  code: {
    keras(parameters) {
      const { axis, begin, step } = parameters;
      const before = { channels: '..., ', height: ':, ', width: ':, :, ' }[axis] ?? '';
      const every = step === 1 ? '' : `:${step}`;
      return `keras.layers.Lambda(lambda x: x[${before}${begin}:${lastOf(parameters) + 1}${every}])`;
    },
    pytorch: () => null,
  },
};

/** The last place that is selected. */
function lastOf({ begin, size, step }: SliceParameters): number {
  return begin + (size - 1) * step;
}
