import { unstandardizedNumber } from '../../datasets/labels/standardized-numbers';
import type { TargetDescription } from '../../datasets/target-description';
import { absolute, square, subtract } from '../../ops/elementwise';
import { sum } from '../../ops/reductions';
import { concat } from '../../ops/slicing';
import type { TargetKind } from '../target-kind';
import { meanOfDefined } from './class-figures';

/** How well one number is predicted, in its own units. */
export interface NumberFigures {
  readonly meanSquaredError: number;
  readonly meanAbsoluteError: number;
  readonly rootMeanSquaredError: number;
  /** NaN where all values are equal. */
  readonly r2: number;
}

/**
 * One or several numbers for each example (regression). Data sets store them standardized, and networks learn them so: a loss is of
 * standardized numbers, whatever their units are. Metrics are in the units of the data.
 */
export const numbers: TargetKind = {
  id: 'numbers',
  label: { en: 'Numbers', 'zh-Hant': '數值' },
  help: {
    en: 'Predicts one or several numbers for each example (regression).',
    'zh-Hant': '為每個樣本預測一個或多個數值（迴歸）。',
  },
  labels: 'numbers',
  losses: ['meanSquaredError', 'meanAbsoluteError', 'huber'],
  metrics: ['r2', 'meanAbsoluteError', 'rootMeanSquaredError', 'meanSquaredError'],
  // Standardized numbers have a variance of 1.
  guessLoss: (loss) => (loss === 'meanSquaredError' ? 1 : null),
  prepareLabels: (_graph, { stored }) => {
    if (stored === null) throw new Error('numbers are stored');
    return stored;
  },
  outputShape: (size) => [size],
  lose: ({ graph, outputs, labels, loss, options }) => loss.lower(graph, outputs, labels, options),
  predict: ({ graph, outputs, loss }) => loss.predict(graph, outputs),
  /** For each number: squared errors, absolute errors, labels, squared labels. */
  count({ graph, outputs, labels }) {
    const difference = subtract(graph, outputs, labels);
    const counts = [square(graph, difference), absolute(graph, difference), labels, square(graph, labels)];
    return concat(
      graph,
      counts.map((values) => sum(graph, values, [0])),
      0,
    );
  },
  countSize: (size) => 4 * size,
  measure(sums, examples, { description }) {
    const each = numberFigures(sums, examples, description);
    const meanOf = (key: keyof NumberFigures) => meanOfDefined(each.map((figures) => figures[key]));
    return {
      r2: meanOf('r2'),
      meanAbsoluteError: meanOf('meanAbsoluteError'),
      rootMeanSquaredError: meanOf('rootMeanSquaredError'),
      meanSquaredError: meanOf('meanSquaredError'),
    };
  },
};

/** What `count` adds up, for each number in its own units. Standardized labels lie about 0, so that their squares can be added. */
export function numberFigures(
  sums: readonly number[],
  examples: number,
  description: TargetDescription,
): NumberFigures[] {
  const deviations = description.kind === 'numbers' ? description.deviation : [];
  const size = deviations.length;
  return deviations.map((deviation, index) => {
    const [squared = 0, absolutes = 0, labels = 0, squares = 0] = [0, 1, 2, 3].map(
      (part) => sums[part * size + index] ?? 0,
    );
    const meanSquaredError = (squared / examples) * deviation ** 2;
    const spread = squares - labels ** 2 / examples;
    return {
      meanSquaredError,
      meanAbsoluteError: (absolutes / examples) * deviation,
      rootMeanSquaredError: Math.sqrt(meanSquaredError),
      // Rounding in float32 leaves a little where all labels are equal.
      r2: spread > 1e-6 * squares ? 1 - squared / spread : Number.NaN,
    };
  });
}

/** Standardized numbers in their own units, one example after the other. */
export function unstandardized(values: ArrayLike<number>, description: TargetDescription): Float32Array {
  const { mean, deviation } = description.kind === 'numbers' ? description : { mean: [], deviation: [] };
  return Float32Array.from(values, (value, at) => {
    const column = at % Math.max(1, mean.length);
    return unstandardizedNumber(value, mean[column] ?? 0, deviation[column] ?? 1);
  });
}
