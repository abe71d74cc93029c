import { formatMetric } from '../metric-text';
import { formatTable } from '../table';
import type { ResultText } from './result-text';

/** Numbers for each example: figures of each number, in its units. */
export const numbersText: ResultText<'numbers'> = {
  json: ({ numbers, labels, predictions }) => ({
    numbers,
    labels: Array.from(labels),
    predictions: Array.from(predictions),
  }),
  lines: ({ numbers }) =>
    formatTable(
      [
        { title: 'number', align: 'left' },
        ...['R²', 'absolute error', 'root squared error', 'squared error'].map((title) => ({
          title,
          align: 'right' as const,
        })),
      ],
      numbers.map(({ name, r2, meanAbsoluteError, rootMeanSquaredError, meanSquaredError }) => [
        name,
        formatMetric('r2', r2),
        formatMetric('meanAbsoluteError', meanAbsoluteError),
        formatMetric('rootMeanSquaredError', rootMeanSquaredError),
        formatMetric('meanSquaredError', meanSquaredError),
      ]),
    ),
};
