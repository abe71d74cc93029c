import type { RunSummary } from '../../../contract/contract';
import { runTitle } from '../../store/runs/run-names';
import { foldText } from '../../ui/fold-text';

export interface RunFilter {
  readonly text: string;
  /** All, those with a star, or those of the network that is open. */
  readonly only: 'all' | 'starred' | 'network';
}

/** The runs that hold every word of the filter in their name, network, notes, optimizer, schedule or device. */
export function filterRuns(
  runs: readonly RunSummary[],
  { text, only }: RunFilter,
  networkHash: string | null,
): RunSummary[] {
  const words = foldText(text)
    .split(/\s+/)
    .filter((word) => word !== '');
  return runs.filter((run) => {
    if (only === 'starred' && !run.isStarred) return false;
    if (only === 'network' && run.networkHash !== networkHash) return false;
    const names = [
      runTitle(run),
      run.documentName,
      run.notes,
      run.settings.optimizer.type,
      run.settings.schedule.type,
      run.datasetId,
      run.device?.name ?? '',
    ];
    const searched = foldText(names.join(' '));
    return words.every((word) => searched.includes(word));
  });
}
