import type { SweepSummary } from '../../../contract/contract';
import { csvFile, csvLine } from '../metrics/csv-line';
import type { Trial } from './trial';

/** The table of a sweep's trials in the order they were made, for programs: the columns have the same names in every language. */
export function sweepAsCsv(sweep: SweepSummary, trials: readonly Trial[]): string {
  const head = [
    'run',
    'state',
    ...sweep.axes.map(({ parameter }) => parameter),
    'bestTestAccuracy',
    'testAccuracy',
    'testLoss',
    'seconds',
  ];
  const lines = trials.map(({ values, phase, run }) =>
    csvLine([
      run?.runId,
      phase,
      ...sweep.axes.map((_, at) => cellOf(values[at])),
      run?.bestTestAccuracy,
      run?.last?.testAccuracy,
      run?.last?.testLoss,
      run?.seconds,
    ]),
  );
  return csvFile([csvLine(head), ...lines]);
}

/** On and off as documents write them. */
function cellOf(value: Trial['values'][number] | undefined): string | number | undefined {
  return typeof value === 'boolean' ? String(value) : value;
}
