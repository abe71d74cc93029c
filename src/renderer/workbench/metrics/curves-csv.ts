import { epochTimes } from '../../../contract/contract';
import { stepsPerEpochOf } from '../../charts/x-axis';
import type { RunRecord } from '../../store/runs/runs-record';
import { SERIES_COLUMNS } from '../../store/runs/runs-series';
import { csvFile, csvLine } from './csv-line';

/** What is known of epochs alone. */
const EPOCH_COLUMNS = [
  'trainLoss',
  'trainAccuracy',
  'validationLoss',
  'validationAccuracy',
  'testLoss',
  'testAccuracy',
  'examplesPerSecond',
  'memoryBytes',
  'seconds',
] as const;

/**
 * Every point of the runs: a line for each step's point and one for each epoch, distinguished by `kind`. What was not measured is
 * empty; `trainingSeconds` counts from the run's first step, `seconds` are those of an epoch alone. The names of the columns are the same in every language, for programs to read.
 */
export function curvesAsCsv(runs: readonly RunRecord[], nameOf: (runId: string) => string): string {
  const lines = [csvLine(['run', 'kind', ...SERIES_COLUMNS, ...EPOCH_COLUMNS])];
  const blanks = EPOCH_COLUMNS.map(() => null);
  for (const run of runs) {
    const name = nameOf(run.runId);
    const columns = SERIES_COLUMNS.map((column) => run.steps.column(column));
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
      const series = SERIES_COLUMNS.map((column) => known[column]);
      lines.push(csvLine([name, 'epoch', ...series, ...EPOCH_COLUMNS.map((column) => point[column])]));
    }
  }
  return csvFile(lines);
}
