import type { DiagnosticDraft } from '../diagnostics/diagnostic';
import { maxUnpool } from '../ops/pooling';
import type { InferResult, LayerDefinition } from './layer';
import { nativePadding } from './native-window';
import { describePooling, inferPooling, type PoolingParameters, poolingWindow } from './pooling';
import { exampleShape, inferred, refused, SINGLE_OUTPUT } from './shape-rules';
import { formatShape, type TensorType } from './tensor-type';
import type { Window, WindowAxis } from './window';
import {
  ceilModeParameter,
  paddingParameter,
  poolSizeParameter,
  stridesParameter,
} from './window-parameters';

/** The window of the pooling that is undone, over what entered it. */
export function unpoolingWindow(parameters: PoolingParameters, inputs: readonly TensorType[]): Window {
  return poolingWindow(parameters, inputs[1]?.shape ?? []);
}

/**
 * Undoes a max pooling: `x[i, j, c]` goes where the maximum of the window at `(i, j)` was in the map before the pooling, all else is 0. Of
 * equal values the first is the maximum, as in the pooling. Nothing flows back to the map before: it only says where.
 */
export const maxUnpooling2d: LayerDefinition<PoolingParameters> = {
  type: 'maxUnpooling2d',
  version: 1,
  otherNames: {
    types: ['MaxUnpool2d', 'MaxUnpool', 'MaxUnpooling', 'Unpooling2D', 'Unpool'],
    parameters: {
      ...{ size: 'poolSize', kernel: 'poolSize', kernel_size: 'poolSize', kernel_shape: 'poolSize' },
      ...{ stride: 'strides', pad: 'padding', pads: 'padding' },
    },
  },
  label: { en: 'Max unpooling', 'zh-Hant': '最大反池化' },
  category: 'pooling',
  summary: {
    en: 'Undoes a max pooling: puts each value where its window had the maximum, and zeros around it. Connect what entered the pooling as the second input; SegNet’s decoder is built so.',
    'zh-Hant':
      '還原最大池化：把每個值放回其視窗原本最大值所在的位置，其餘為 0。第二個輸入接上進入池化之前的特徵圖；語意分割的解碼器常這樣建立。',
  },
  reference: {
    title: 'Badrinarayanan, Kendall, Cipolla: SegNet (2015), section 3',
    url: 'https://arxiv.org/abs/1511.00561',
  },
  parameters: {
    poolSize: poolSizeParameter,
    strides: stridesParameter([2, 2]),
    padding: paddingParameter('valid'),
    ceilMode: ceilModeParameter,
  },
  inputs: [
    { name: 'in', label: { en: 'Pooled', 'zh-Hant': '池化後' } },
    { name: 'before', label: { en: 'Before pooling', 'zh-Hant': '池化前' } },
  ],
  outputs: SINGLE_OUTPUT,
  describe: describePooling,
  infer(parameters, inputs) {
    const [pooled, before] = inputs;
    const windows = inferPooling(parameters, [{ shape: before?.shape ?? [] }]);
    if (!windows.ok) return refused(atBefore(windows.diagnostic));
    return (
      overlapping(parameters) ??
      mismatch(pooled?.shape ?? [], windows.outputs) ??
      inferred(before?.shape ?? [])
    );
  },
  weights: () => [],
  multiplyAccumulates: () => 0,
  reach(parameters, inputs, port) {
    const { height, width } = unpoolingWindow(parameters, inputs);
    const along = (axis: WindowAxis) => (place: number) => {
      const window = Math.floor((place + axis.before) / axis.stride);
      const first = window * axis.stride - axis.before;
      if (window >= axis.output || place >= first + axis.kernel) return [];
      return port === 'in' ? [window] : cellsBetween(first, first + axis.kernel, axis.input);
    };
    return { rows: along(height), columns: along(width) };
  },
  lower({ graph }, parameters, [x, before]) {
    if (x === undefined || before === undefined) throw new Error('two inputs are needed');
    const padding = nativePadding(poolingWindow(parameters, exampleShape(before)));
    return [
      maxUnpool(graph, x, before, { window: parameters.poolSize, strides: parameters.strides, padding }),
    ];
  },
  code: { keras: () => null, pytorch: () => null },
};

/** The cells of a window that are inside of the map. */
function cellsBetween(first: number, end: number, size: number): readonly number[] {
  const from = Math.max(0, first);
  return Array.from({ length: Math.max(0, Math.min(size, end) - from) }, (_, at) => from + at);
}

/** What is wrong with the window is wrong with the map that it slides over; what enters here is not to be made to fit it. */
function atBefore(diagnostic: DiagnosticDraft): DiagnosticDraft {
  if (diagnostic.port === undefined) return diagnostic;
  return {
    ...diagnostic,
    port: 'before',
    repairs: (diagnostic.repairs ?? []).filter((one) => !('port' in one)),
  };
}

/** Where windows overlap, two values may belong to one place. */
function overlapping({ poolSize, strides }: PoolingParameters): InferResult | null {
  if (poolSize.every((size, axis) => (strides[axis] ?? 1) >= size)) return null;
  const value = poolSize.map((size, axis) => Math.max(size, strides[axis] ?? 1));
  return refused({
    code: 'windows-overlap',
    parameter: 'strides',
    expected: `≥ ${formatShape(poolSize)}`,
    received: formatShape(strides),
    values: { size: formatShape(poolSize), strides: formatShape(strides) },
    repairs: [{ kind: 'set-parameter', parameter: 'strides', value }],
  });
}

function mismatch(pooled: readonly number[], [wanted]: readonly TensorType[]): InferResult | null {
  const expected = wanted?.shape ?? [];
  if (formatShape(pooled) === formatShape(expected)) return null;
  return refused({
    code: 'unpooling-size-mismatch',
    port: 'in',
    expected: formatShape(expected),
    received: formatShape(pooled),
    values: { expected: formatShape(expected), received: formatShape(pooled) },
    repairs: [],
  });
}
