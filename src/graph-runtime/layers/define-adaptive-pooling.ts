import { batchMatMul } from '../ops/batch-matmul';
import { type OpGraph, staticSize, type Value } from '../ops/op-graph';
import type { averagePool, maxPool } from '../ops/pooling';
import { reshape } from '../ops/shape';
import { uniformWindows, windowsOver } from './adaptive-windows';
import { formatPair } from './formula';
import { imageSizeParameter, inferImageSize } from './image-size';
import type { LayerDefinition } from './layer';
import { type FamilyRule, ofFamily } from './layer-family';
import { pythonCall, pythonPair } from './python';
import { range } from './range';
import { asImage, exampleShape, firstShape, imageOf } from './shape-rules';
import { poolsValues } from './value-effect';
import { CHANNEL_BY_CHANNEL } from './window-computation';
import type { Pair } from './window-parameters';

type AdaptivePoolingParameters = {
  readonly outputSize: Pair;
};

/** What is special about one adaptive pooling. */
interface AdaptivePoolingRule extends FamilyRule<AdaptivePoolingParameters> {
  readonly operation: 'mean' | 'max';
  /** Where all windows are alike. */
  readonly pool: typeof averagePool | typeof maxPool;
  /** Where they are not. */
  poolUnevenly(graph: OpGraph, x: Value, outputSize: Pair): Value;
  /** Class of Keras for windows that are alike, and of PyTorch. */
  readonly keras: string;
  readonly pytorch: string;
}

/**
 * Makes a pooling of as many windows as asked for, whatever the image's size. Window i of m over n cells reaches from `⌊i n / m⌋` up to,
 * not including, `⌈(i + 1) n / m⌉` (PyTorch's rule), so neighboring windows may share a cell or differ in size.
 */
export function defineAdaptivePooling(rule: AdaptivePoolingRule): LayerDefinition<AdaptivePoolingParameters> {
  return {
    ...ofFamily({ category: 'pooling', parameterNames: {} }, rule),
    parameters: {
      outputSize: imageSizeParameter({ en: 'Output size', 'zh-Hant': '輸出大小' }, [7, 7]),
    },
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
      const { operation } = rule;
      return {
        ...CHANNEL_BY_CHANNEL,
        operation,
        taps: { rows: (row) => cellsOf(rows[row]), columns: (column) => cellsOf(columns[column]) },
        ...(operation === 'mean' && {
          divisor: (row: number, column: number) =>
            cellsOf(rows[row]).length * cellsOf(columns[column]).length,
        }),
      };
    },
    lower: ({ graph }, { outputSize }, inputs) =>
      inputs.map((x) => poolAdaptively(graph, rule, x, outputSize)),
    code: {
      // Keras's ordinary pooling where windows divide evenly.
      keras({ outputSize }, inputs) {
        const image = asImage(firstShape(inputs));
        if (image === null) return null;
        const uniform = uniformWindows([image[0], image[1]], outputSize);
        if (uniform === null) return null;
        return pythonCall(rule.keras, [pythonPair(uniform.window)], { strides: pythonPair(uniform.strides) });
      },
      pytorch: ({ outputSize }) => pythonCall(rule.pytorch, [pythonPair(outputSize)]),
    },
  };
}

function poolAdaptively(graph: OpGraph, rule: AdaptivePoolingRule, x: Value, outputSize: Pair): Value {
  const [rows, columns] = outputSize;
  const [height = 1, width = 1] = exampleShape(x);
  if (rows === height && columns === width) return x;
  const uniform = uniformWindows([height, width], outputSize);
  if (uniform === null) return rule.poolUnevenly(graph, x, outputSize);
  return rule.pool(graph, x, { ...uniform, padding: 'VALID' });
}

/**
 * `rows · x · columns`, for each channel: new rows that are sums of rows, and new columns that are sums of columns.
 *
 * @param x `[batch, height, width, channels]`
 * @param rows `[1, new height, height]`
 * @param columns `[1, new width, width]`
 */
export function mixRowsAndColumns(graph: OpGraph, x: Value, rows: Value, columns: Value): Value {
  const [height, width, channels] = [staticSize(x, 1), staticSize(x, 2), staticSize(x, 3)];
  const lines = reshape(graph, x, [null, height, width * channels]);
  const mixedRows = batchMatMul(graph, rows, lines);
  const cells = reshape(graph, mixedRows, [null, width, channels]);
  const mixed = batchMatMul(graph, columns, cells);
  return reshape(graph, mixed, [null, staticSize(rows, 1), staticSize(columns, 1), channels]);
}
