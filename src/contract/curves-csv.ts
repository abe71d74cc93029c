import {
  metric as metricDescription,
  type MetricId,
  type TargetMetricId,
} from '../graph-runtime/targets/metrics';
import { targetKind } from '../graph-runtime/targets/registry';
import type { TargetKindId } from '../graph-runtime/targets/target-kind';
import { csvFile, csvLine } from './csv-line';
import type { EpochPoint } from './run-events';
import { metricOf } from './run-metrics';
import { epochTimes } from './epoch-times';
import { SERIES_COLUMNS, type StepSeries } from './step-series';

/** A run whose curves become lines of a table. */
export interface CurvesOfRun {
  readonly name: string;
  /** Those that have columns, the main one first. */
  readonly metrics: readonly MetricId[];
  readonly steps: StepSeries;
  readonly epochs: readonly EpochPoint[];
  readonly stepsPerEpoch: number;
}

/** What is known of epochs alone, besides losses and metrics. */
const EPOCH_COLUMNS = ['examplesPerSecond', 'memoryBytes', 'seconds'] as const;
const PARTS = ['train', 'validation', 'test'] as const;

/**
 * Every point of the runs: a line for each step's point and one for each epoch, distinguished by `kind`. What was not measured is
 * empty; `trainingSeconds` counts from the run's first step, `seconds` are those of an epoch alone. The names of the columns are the same in every language, for programs to read.
 */
export function curvesAsCsv(runs: readonly CurvesOfRun[]): string {
  const metrics = [...new Set(runs.flatMap((run) => run.metrics))];
  const series = [...SERIES_COLUMNS, ...metrics.filter((id) => id !== 'accuracy')];
  const measured = PARTS.flatMap((part) =>
    (['loss', ...metrics] as const).map((metric) => ({ part, metric, name: columnOf(part, metric) })),
  );
  const epochColumns = [...measured.map(({ name }) => name), ...EPOCH_COLUMNS];
  const lines = [csvLine(['run', 'kind', ...series, ...epochColumns])];
  const blanks = epochColumns.map(() => null);
  for (const { name, steps, epochs, stepsPerEpoch } of runs) {
    const columns = series.map((column) => steps.column(column));
    for (let at = 0; at < steps.length; at += 1) {
      lines.push(csvLine([name, 'step', ...columns.map((column) => column[at]), ...blanks]));
    }
    const times = epochTimes(epochs);
    for (const [at, point] of epochs.entries()) {
      const { epoch, learningRate } = point;
      const known: Readonly<Record<string, number | undefined>> = {
        step: epoch * stepsPerEpoch,
        epoch,
        trainingSeconds: times[at],
        learningRate,
      };
      const values = measured.map(({ part, metric }) => epochValue(point, part, metric));
      const others = EPOCH_COLUMNS.map((column) => point[column]);
      lines.push(csvLine([name, 'epoch', ...series.map((column) => known[column]), ...values, ...others]));
    }
  }
  return csvFile(lines);
}

/** The metrics of a kind of targets that are measured while it trains, the main one first. */
export function measuredMetrics(target: TargetKindId): readonly TargetMetricId[] {
  return targetKind(target).metrics.filter((id) => metricDescription(id).isOnRequest !== true);
}

/** `testAccuracy`, `trainMeanIou`: the name of a column for programs, the same in every language. */
export function columnOf(part: string, id: string): string {
  return `${part}${id.charAt(0).toUpperCase()}${id.slice(1)}`;
}

/** A loss or metric of one part of the data; NaN where it was not measured. */
export function epochValue(
  point: EpochPoint,
  part: (typeof PARTS)[number],
  metric: 'loss' | MetricId,
): number {
  if (metric !== 'loss') return metricOf(point, part, metric) ?? Number.NaN;
  if (part === 'validation') return point.validationLoss ?? Number.NaN;
  return part === 'train' ? point.trainLoss : point.testLoss;
}

/** The metrics that the points of a run have values of. */
export function metricsIn(epochs: readonly EpochPoint[]): readonly MetricId[] {
  const hasAccuracy = epochs.some((point) => PARTS.some((part) => point[`${part}Accuracy`] !== undefined));
  const others = epochs.flatMap((point) =>
    PARTS.flatMap((part) => Object.keys(point[`${part}Metrics`] ?? {})),
  );
  // Keys of metric values are ids of metrics.
  return [...new Set([...(hasAccuracy ? ['accuracy'] : []), ...others])] as MetricId[];
}

/** As the points of a run say it; NaN where there is none. */
export function stepsPerEpochIn(steps: StepSeries): number {
  const last = steps.length - 1;
  return Math.round((steps.column('step')[last] ?? Number.NaN) / (steps.column('epoch')[last] ?? Number.NaN));
}
