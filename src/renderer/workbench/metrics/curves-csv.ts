import { epochTimes } from '../../../contract/contract';
import { epochValue, measuredMetrics } from '../../charts/run-curves';
import { columnOf } from '../../charts/run-outcome';
import { stepsPerEpochOf } from '../../charts/x-axis';
import { type RunRecord, targetOf } from '../../store/runs/runs-record';
import { SERIES_COLUMNS } from '../../store/runs/runs-series';
import { csvFile, csvLine } from './csv-line';

/** What is known of epochs alone, besides losses and metrics. */
const EPOCH_COLUMNS = ['examplesPerSecond', 'memoryBytes', 'seconds'] as const;
const PARTS = ['train', 'validation', 'test'] as const;

/**
 * Every point of the runs: a line for each step's point and one for each epoch, distinguished by `kind`. What was not measured is
 * empty; `trainingSeconds` counts from the run's first step, `seconds` are those of an epoch alone. The names of the columns are the same in every language, for programs to read.
 */
export function curvesAsCsv(runs: readonly RunRecord[], nameOf: (runId: string) => string): string {
  const metrics = [...new Set(runs.flatMap((run) => measuredMetrics(targetOf(run))))];
  const series = [...SERIES_COLUMNS, ...metrics.filter((id) => id !== 'accuracy')];
  const measured = PARTS.flatMap((part) =>
    (['loss', ...metrics] as const).map((metric) => ({ part, metric, name: columnOf(part, metric) })),
  );
  const epochColumns = [...measured.map(({ name }) => name), ...EPOCH_COLUMNS];
  const lines = [csvLine(['run', 'kind', ...series, ...epochColumns])];
  const blanks = epochColumns.map(() => null);
  for (const run of runs) {
    const name = nameOf(run.runId);
    const columns = series.map((column) => run.steps.column(column));
    for (let at = 0; at < run.steps.length; at += 1) {
      lines.push(csvLine([name, 'step', ...columns.map((column) => column[at]), ...blanks]));
    }
    const stepsPerEpoch = stepsPerEpochOf(run);
    const times = epochTimes(run.epochs);
    for (const [at, point] of run.epochs.toArray().entries()) {
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
