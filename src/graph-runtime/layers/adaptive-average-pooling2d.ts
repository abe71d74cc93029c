import { batchMatMul } from '../ops/batch-matmul';
import { numbersTo } from '../ops/cells';
import { constant } from '../ops/constant';
import { greaterEqual, less, logicalAnd, multiply } from '../ops/elementwise';
import { type OpGraph, staticSize, type Value } from '../ops/op-graph';
import { averagePool } from '../ops/pooling';
import { cast, reshape } from '../ops/shape';
import { uniformWindow, windowsOver } from './adaptive-windows';
import { formatPair } from './formula';
import { imageSizeParameter, inferImageSize } from './image-size';
import type { LayerDefinition } from './layer';
import { pythonCall, pythonPair } from './python';
import { range } from './range';
import { asImage, exampleShape, firstShape, imageOf, SINGLE_INPUT, SINGLE_OUTPUT } from './shape-rules';
import { poolsValues } from './value-effect';
import { CHANNEL_BY_CHANNEL } from './window-computation';
import type { Pair } from './window-parameters';

type AdaptiveAveragePooling2dParameters = {
  readonly outputSize: Pair;
};

/**
 * Means of as many windows as asked for, whatever the image's size. Window i of m over n cells reaches from `⌊i n / m⌋` up to,
 * not including, `⌈(i + 1) n / m⌉` (PyTorch's rule), so neighboring windows may share a cell or differ in size.
 */
export const adaptiveAveragePooling2d: LayerDefinition<AdaptiveAveragePooling2dParameters> = {
  type: 'adaptiveAveragePooling2d',
  version: 1,
  otherNames: {
    types: ['AdaptiveAvgPool2d', 'AdaptiveAveragePool2d', 'AdaptiveAvgPool'],
  },
  label: { en: 'Adaptive average pooling', 'zh-Hant': '自適應平均池化' },
  category: 'pooling',
  summary: {
    en: 'Averages the image down to a size you choose, so that the following layers do not depend on the size of the input.',
    'zh-Hant': '把影像平均成指定的大小，使後面的層不受輸入大小影響。',
  },
  reference: {
    title: 'He, Zhang, Ren, Sun: Spatial Pyramid Pooling in Deep Convolutional Networks (2014), section 2.2',
    url: 'https://arxiv.org/abs/1406.4729',
  },
  parameters: {
    outputSize: imageSizeParameter({ en: 'Output size', 'zh-Hant': '輸出大小' }, [7, 7]),
  },
  inputs: SINGLE_INPUT,
  outputs: SINGLE_OUTPUT,
  describe: ({ outputSize }) => formatPair(outputSize),
  infer: ({ outputSize }, inputs) => inferImageSize(outputSize, inputs),
  weights: () => [],
  multiplyAccumulates: () => 0,
  effect: poolsValues,
  computation({ outputSize }, inputs) {
    const [height, width] = imageOf(inputs);
    const rows = windowsOver(height, outputSize[0]);
    const columns = windowsOver(width, outputSize[1]);
    const cellsOf = ({ start, end } = { start: 0, end: 0 }) => range(start, end - start);
    return {
      ...CHANNEL_BY_CHANNEL,
      operation: 'mean',
      taps: { rows: (row) => cellsOf(rows[row]), columns: (column) => cellsOf(columns[column]) },
      divisor: (row, column) => cellsOf(rows[row]).length * cellsOf(columns[column]).length,
    };
  },
  lower: ({ graph }, { outputSize }, inputs) => inputs.map((x) => averageAdaptively(graph, x, outputSize)),
  code: {
    // Keras has adaptive pooling only where windows divide evenly, and then it is an ordinary one.
    keras({ outputSize }, inputs) {
      const image = asImage(firstShape(inputs));
      if (image === null) return null;
      const height = uniformWindow(image[0], outputSize[0]);
      const width = uniformWindow(image[1], outputSize[1]);
      if (height === null || width === null) return null;
      return pythonCall('keras.layers.AveragePooling2D', [pythonPair([height.size, width.size])], {
        strides: pythonPair([height.stride, width.stride]),
      });
    },
    pytorch: ({ outputSize }) => pythonCall('nn.AdaptiveAvgPool2d', [pythonPair(outputSize)]),
  },
};

function averageAdaptively(graph: OpGraph, x: Value, [rows, columns]: Pair): Value {
  const [height = 1, width = 1] = exampleShape(x);
  if (rows === height && columns === width) return x;
  const vertical = uniformWindow(height, rows);
  const horizontal = uniformWindow(width, columns);
  if (vertical !== null && horizontal !== null) {
    return averagePool(graph, x, {
      window: [vertical.size, horizontal.size],
      strides: [vertical.stride, horizontal.stride],
      padding: 'VALID',
    });
  }
  return averageUnevenly(graph, x, [rows, columns]);
}

/** A mean is linear: `y = P_rows · x · P_columns` with matrices that hold `1 / size` where a window has a cell. */
function averageUnevenly(graph: OpGraph, x: Value, [rows, columns]: Pair): Value {
  const [height, width, channels] = [staticSize(x, 1), staticSize(x, 2), staticSize(x, 3)];
  const lines = reshape(graph, x, [null, height, width * channels]);
  const averagedRows = batchMatMul(graph, averagingMatrix(graph, height, rows), lines);
  const cells = reshape(graph, averagedRows, [null, width, channels]);
  const averaged = batchMatMul(graph, averagingMatrix(graph, width, columns), cells);
  return reshape(graph, averaged, [null, rows, columns, channels]);
}

/**
 * `[1, count, size]`: in a window's row, `1 / size` for its cells and 0 for the others. Made where it is used, from where each window starts
 * and ends: as a constant it would grow with the product of both sizes.
 */
function averagingMatrix(graph: OpGraph, size: number, count: number): Value {
  const windows = windowsOver(size, count);
  const column = (numbers: readonly number[]) => constant(graph, numbers, [1, count, 1]);
  const cells = constant(graph, numbersTo(size), [1, 1, size]);
  const isAfterStart = greaterEqual(graph, cells, column(windows.map(({ start }) => start)));
  const isBeforeEnd = less(graph, cells, column(windows.map(({ end }) => end)));
  const share = column(windows.map(({ start, end }) => 1 / (end - start)));
  return multiply(graph, cast(graph, logicalAnd(graph, isAfterStart, isBeforeEnd), 'float32'), share);
}
