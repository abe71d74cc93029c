import type { RunSummary } from '../../../contract/contract';
import { bestRun } from '../../charts/run-outcome';
import { labeled } from '../../messages/labeled';
import type { RunField } from './run-fields';

/** Runs with the same value of a field. */
export interface RunGroup {
  /** The same in every language, and from one start of the app to the next. */
  readonly key: string;
  /** `Optimizer: Adam` */
  readonly text: string;
  readonly runs: readonly RunSummary[];
  /** Its best run; null where none has been tested, or they are compared by different metrics. */
  readonly best: RunSummary | null;
}

/** A line of the table of runs. */
export type RunTableRow =
  | { readonly kind: 'run'; readonly key: string; readonly run: RunSummary }
  | { readonly kind: 'group'; readonly key: string; readonly group: RunGroup; readonly isFolded: boolean };

/** The runs by their values of a field, in the order of each group's first run: whatever sorts the runs sorts the groups. */
export function groupRuns(runs: readonly RunSummary[], field: RunField): RunGroup[] {
  const groups = new Map<string, { readonly text: string; readonly runs: RunSummary[] }>();
  for (const run of runs) {
    const { value, text } = field.read(run);
    const key = `${field.key}=${JSON.stringify(value)}`;
    const group = groups.get(key) ?? { text, runs: [] };
    group.runs.push(run);
    groups.set(key, group);
  }
  return [...groups].map(([key, { text, runs: members }]) => ({
    key,
    text: labeled(field.label, text),
    runs: members,
    best: bestRun(members),
  }));
}

/** The lines of a table of runs: with a field, each group's heading before its runs, which are left out where it is folded. */
export function runTableRows(
  runs: readonly RunSummary[],
  field: RunField | null,
  folded: readonly string[],
): RunTableRow[] {
  if (field === null) return runs.map(runRow);
  return groupRuns(runs, field).flatMap((group): RunTableRow[] => {
    const isFolded = folded.includes(group.key);
    return [{ kind: 'group', key: group.key, group, isFolded }, ...(isFolded ? [] : group.runs.map(runRow))];
  });
}

function runRow(run: RunSummary): RunTableRow {
  return { kind: 'run', key: run.runId, run };
}
