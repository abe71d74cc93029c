import { numbersTo } from '../ops/cells';
import { constant } from '../ops/constant';
import { greaterEqual, less, logicalAnd, multiply } from '../ops/elementwise';
import { type OpGraph, staticSize, type Value } from '../ops/op-graph';
import { averagePool } from '../ops/pooling';
import { cast } from '../ops/shape';
import { windowsOver } from './adaptive-windows';
import { defineAdaptivePooling, mixRowsAndColumns } from './define-adaptive-pooling';

/** The means of as many windows as asked for. */
export const adaptiveAveragePooling2d = defineAdaptivePooling({
  type: 'adaptiveAveragePooling2d',
  otherNames: {
    types: ['AdaptiveAvgPool2d', 'AdaptiveAveragePool2d', 'AdaptiveAvgPool'],
  },
  label: { en: 'Adaptive average pooling', 'zh-Hant': '自適應平均池化' },
  summary: {
    en: 'Averages the image down to a size you choose, so that the following layers do not depend on the size of the input.',
    'zh-Hant': '把影像平均成指定的大小，使後面的層不受輸入大小影響。',
  },
  reference: {
    title: 'He, Zhang, Ren, Sun: Spatial Pyramid Pooling in Deep Convolutional Networks (2014), section 2.2',
    url: 'https://arxiv.org/abs/1406.4729',
  },
  operation: 'mean',
  pool: averagePool,
  // A mean is linear: `y = P_rows · x · P_columns` with matrices that hold `1 / size` where a window has a cell.
  poolUnevenly: (graph, x, [rows, columns]) =>
    mixRowsAndColumns(
      graph,
      x,
      averagingMatrix(graph, staticSize(x, 1), rows),
      averagingMatrix(graph, staticSize(x, 2), columns),
    ),
  keras: 'keras.layers.AveragePooling2D',
  pytorch: 'nn.AdaptiveAvgPool2d',
});

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
