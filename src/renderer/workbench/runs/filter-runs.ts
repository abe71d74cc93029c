import type { RunSummary } from '../../../contract/contract';
import { datasetOfRun } from '../../store/document/datasets';
import type { RunCondition, RunListState, RunOperator } from '../../store/runs/run-list';
import { runTitle } from '../../store/runs/run-names';
import { foldText } from '../../ui/fold-text';
import type { RunField } from './run-fields';

export interface RunFilter extends Pick<RunListState, 'only' | 'conditions'> {
  readonly text: string;
}

/** What a filter is held against. */
export interface RunFilterContext {
  /** Of the network that is open; null while it is not known. */
  readonly networkHash: string | null;
  readonly fields: readonly RunField[];
}

/**
 * The runs that meet every condition, and hold every word of the filter in their name, network, notes, optimizer, schedule, data set or device. A
 * condition whose field is not shown now hides nothing.
 */
export function filterRuns(
  runs: readonly RunSummary[],
  { text, only, conditions }: RunFilter,
  { networkHash, fields }: RunFilterContext,
): RunSummary[] {
  const known = new Map(fields.map((field) => [field.key, field]));
  const words = foldText(text)
    .split(/\s+/)
    .filter((word) => word !== '');
  return runs.filter((run) => {
    if (only === 'starred' && !run.isStarred) return false;
    if (only === 'network' && run.networkHash !== networkHash) return false;
    if (!conditions.every((condition) => meets(run, condition, known.get(condition.field)))) return false;
    const names = [
      runTitle(run),
      run.documentName,
      run.notes,
      run.settings.optimizer.type,
      run.settings.schedule.type,
      datasetOfRun(run),
      run.device?.name ?? '',
    ];
    const searched = foldText(names.join(' '));
    return words.every((word) => searched.includes(word));
  });
}

function meets(run: RunSummary, { operator, value }: RunCondition, field: RunField | undefined): boolean {
  if (field === undefined || value === null) return true;
  const actual = field.read(run).value;
  if (operator === 'is') return actual === value;
  if (operator === 'isNot') return actual !== value;
  // What is off, or what the run has not, is neither greater nor less than anything.
  return typeof actual === 'number' && typeof value === 'number' && COMPARE[operator](actual, value);
}

const COMPARE: Readonly<
  Record<Exclude<RunOperator, 'is' | 'isNot'>, (actual: number, value: number) => boolean>
> = {
  above: (actual, value) => actual > value,
  atLeast: (actual, value) => actual >= value,
  below: (actual, value) => actual < value,
  atMost: (actual, value) => actual <= value,
};
