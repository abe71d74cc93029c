import { runNumber } from '../../contract/contract';

/** Colors in `ui/tokens.css` for runs: `--color-run-1` and so on. */
export const RUN_COLORS = 8;

/**
 * Color token of a run, in every chart, table and list. It follows from the run's id, so it is the same in every view and after a restart;
 * runs that follow one another have different ones.
 */
export function colorOfRun(runId: string): string {
  const number = runNumber(runId);
  return `--color-run-${number > 0 ? ((number - 1) % RUN_COLORS) + 1 : 1}`;
}
