import { slice as sliceOp } from '../ops/slicing';
import type { LayerDefinition } from './layer';
import { SIZE_LIMITS } from './limits';
import { firstShape, inferred, refused, SINGLE_INPUT, SINGLE_OUTPUT } from './shape-rules';
import { formatShape } from './tensor-type';
import { reachesItself } from './reach';

type SliceParameters = {
  readonly begin: number;
  readonly size: number;
};

/** Some of the channels: those from `begin` (counted from 0) up to, not including, `begin + size`. */
export const slice: LayerDefinition<SliceParameters> = {
  type: 'slice',
  version: 1,
  otherNames: {
    types: ['Narrow'],
    parameters: { start: 'begin', length: 'size' },
  },
  label: { en: 'Slice', 'zh-Hant': '切片' },
  category: 'shape',
  summary: {
    en: 'Selects a range of channels, for example one half for each of two branches.',
    'zh-Hant': '取出一段連續的通道，例如讓兩條分支各用一半。',
  },
  reference: {
    title: 'Ma, Zhang, Zheng, Sun: ShuffleNet V2 (2018), section 3.2 (channel split)',
    url: 'https://arxiv.org/abs/1807.11164',
  },
  parameters: {
    begin: {
      kind: 'integer',
      label: { en: 'First channel', 'zh-Hant': '起始通道' },
      help: { en: 'Counted from 0.', 'zh-Hant': '從 0 開始計數。' },
      default: 0,
      minimum: 0,
      maximum: SIZE_LIMITS.features - 1,
    },
    size: {
      kind: 'integer',
      label: { en: 'Channels', 'zh-Hant': '通道數' },
      help: { en: 'Number of channels.', 'zh-Hant': '要取出幾個通道。' },
      default: 1,
      minimum: 1,
      maximum: SIZE_LIMITS.features,
    },
  },
  inputs: SINGLE_INPUT,
  outputs: SINGLE_OUTPUT,
  describe: ({ begin, size }) => `${begin} … ${begin + size - 1}`,
  infer({ begin, size }, inputs) {
    const shape = firstShape(inputs);
    const channels = shape[shape.length - 1] ?? 0;
    if (begin + size <= channels) return inferred([...shape.slice(0, -1), size]);
    return refused({
      code: 'slice-out-of-range',
      port: 'in',
      parameter: begin < channels ? 'size' : 'begin',
      expected: `0 … ${channels - 1}`,
      received: `${begin} … ${begin + size - 1}`,
      values: { first: begin, last: begin + size - 1, channels, input: formatShape(shape) },
      repairs: [
        begin < channels
          ? { kind: 'set-parameter', parameter: 'size', value: channels - begin }
          : { kind: 'set-parameter', parameter: 'begin', value: Math.max(0, channels - size) },
      ],
    });
  },
  weights: () => [],
  multiplyAccumulates: () => 0,
  reach: reachesItself,
  lower: ({ graph }, { begin, size }, inputs) =>
    inputs.map((x) => {
      const leading = x.shape.slice(0, -1);
      return sliceOp(graph, x, [...leading.map(() => 0), begin], [...leading, size]);
    }),
  code: {
    keras: ({ begin, size }) => `keras.layers.Lambda(lambda x: x[..., ${begin}:${begin + size}])`,
    pytorch: () => null,
  },
};
