import { metricOf, type SweepSummary } from '../../../contract/contract';
import { columnOf } from '../../../contract/curves-csv';
import { bestOf } from '../../charts/run-outcome';
import { csvFile, csvLine } from '../../../contract/csv-line';
import { metricOfTrials, type Trial } from './trial';

/** The table of a sweep's trials in the order they were made, for programs: the columns have the same names in every language. */
export function sweepAsCsv(sweep: SweepSummary, trials: readonly Trial[]): string {
  const id = metricOfTrials(trials);
  const head = [
    'run',
    'state',
    ...sweep.axes.map(({ parameter }) => parameter),
    columnOf('bestTest', id),
    columnOf('test', id),
    'testLoss',
    'seconds',
  ];
  const lines = trials.map(({ values, phase, run }) =>
    csvLine([
      run?.runId,
      phase,
      ...sweep.axes.map((_, at) => cellOf(values[at])),
      run === null ? null : bestOf(run),
      run?.last == null ? null : metricOf(run.last, 'test', id),
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
