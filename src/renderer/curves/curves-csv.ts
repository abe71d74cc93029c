import type { RunRecord } from '../store/runs-record';
import { SERIES_COLUMNS } from '../store/runs-series';

/** A field of a CSV file (RFC 4180): quoted where it holds a separator, a quote or a line's end. */
function field(value: string | number): string {
  const text = typeof value === 'number' ? (Number.isFinite(value) ? String(value) : '') : value;
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const EPOCH_COLUMNS = [
  'trainLoss',
  'trainAccuracy',
  'validationLoss',
  'validationAccuracy',
  'testLoss',
  'testAccuracy',
  'learningRate',
  'examplesPerSecond',
  'memoryBytes',
  'seconds',
] as const;

/**
 * Every point of the runs: a line for each step's point and one for each epoch, told apart by `kind`. What was not measured is
 * empty. The names of the columns are the same in every language, for programs to read.
 */
export function curvesAsCsv(runs: readonly RunRecord[], nameOf: (runId: string) => string): string {
  const head = ['run', 'kind', ...SERIES_COLUMNS, ...EPOCH_COLUMNS.filter((name) => name !== 'learningRate')];
  const lines = [head.join(',')];
  const blanks = new Array<string>(EPOCH_COLUMNS.length - 1).fill('');
  for (const run of runs) {
    const name = field(nameOf(run.runId));
    const columns = SERIES_COLUMNS.map((column) => run.steps.column(column));
    for (let at = 0; at < run.steps.length; at += 1) {
      const values = columns.map((column) => field(column[at] ?? Number.NaN));
      lines.push([name, 'step', ...values, ...blanks].join(','));
    }
    for (const point of run.epochs) {
      const step = run.compiled === null ? Number.NaN : point.epoch * run.compiled.stepsPerEpoch;
      const shared = [step, point.epoch, Number.NaN, Number.NaN, point.learningRate ?? Number.NaN];
      const values = EPOCH_COLUMNS.filter((column) => column !== 'learningRate').map(
        (column) => point[column] ?? Number.NaN,
      );
      lines.push([name, 'epoch', ...[...shared, Number.NaN, Number.NaN, ...values].map(field)].join(','));
    }
  }
  return `${lines.join('\r\n')}\r\n`;
}
