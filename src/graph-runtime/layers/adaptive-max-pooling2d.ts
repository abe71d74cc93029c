import { numbersTo } from '../ops/cells';
import { constant } from '../ops/constant';
import { equal } from '../ops/elementwise';
import { type OpGraph, staticSize, type Value } from '../ops/op-graph';
import { maxPool } from '../ops/pooling';
import { cast } from '../ops/shape';
import { cellsOfWindows } from './adaptive-windows';
import { defineAdaptivePooling, mixRowsAndColumns } from './define-adaptive-pooling';
import type { Pair } from './window-parameters';

/** The largest values of as many windows as asked for. */
export const adaptiveMaxPooling2d = defineAdaptivePooling({
  type: 'adaptiveMaxPooling2d',
  otherNames: { types: ['AdaptiveMaxPool2d', 'AdaptiveMaxPool'] },
  label: { en: 'Adaptive max pooling', 'zh-Hant': '自適應最大池化' },
  summary: {
    en: 'Keeps the largest value of as many windows as you choose, so that the following layers do not depend on the size of the input.',
    'zh-Hant': '依指定的視窗數保留各視窗的最大值，使後面的層不受輸入大小影響。',
  },
  reference: {
    title: 'He, Zhang, Ren, Sun: Spatial Pyramid Pooling in Deep Convolutional Networks (2014), section 2.2',
    url: 'https://arxiv.org/abs/1406.4729',
  },
  operation: 'max',
  pool: maxPool,
  poolUnevenly: largestUnevenly,
  keras: 'keras.layers.MaxPooling2D',
  pytorch: 'nn.AdaptiveMaxPool2d',
});

/** The windows laid side by side, each as large as the largest by its last cell again, which changes no maximum. */
function largestUnevenly(graph: OpGraph, x: Value, [rows, columns]: Pair): Value {
  const vertical = cellsOfWindows(staticSize(x, 1), rows);
  const horizontal = cellsOfWindows(staticSize(x, 2), columns);
  const apart = mixRowsAndColumns(
    graph,
    x,
    choiceOf(graph, vertical.cells, staticSize(x, 1)),
    choiceOf(graph, horizontal.cells, staticSize(x, 2)),
  );
  const window = [vertical.size, horizontal.size] as const;
  return maxPool(graph, apart, { window, strides: window, padding: 'VALID' });
}

/** `[1, cells, size]`: 1 where a row's cell is the column's number, so that a product picks these cells. */
function choiceOf(graph: OpGraph, cells: readonly number[], size: number): Value {
  const wanted = constant(graph, cells, [1, cells.length, 1]);
  return cast(graph, equal(graph, wanted, constant(graph, numbersTo(size), [1, 1, size])), 'float32');
}
