import type { RunSummary } from '../../../contract/contract';
import { describeRun } from '../../../graph-runtime/messages/describe-run';
import type { Language } from '../../../graph-runtime/text/text';
import { currentLanguage } from '../../messages/i18n';
import { formatFixedMoment } from '../../messages/moment';
import { useLanguage } from '../../messages/useLanguage';
import { runsStore, useRuns } from './runs';
import { useSavedRuns } from './saved-runs';

/** What runs are called, the same in every view. */

type NamedRun = Pick<RunSummary, 'name' | 'label' | 'documentName' | 'startedAt'>;

/** The user's name for a run, or else what distinguishes it; of a run of an earlier version, its network's name and when it was. */
export function runTitle(run: NamedRun, language: Language = currentLanguage()): string {
  if (run.name !== null && run.name !== '') return run.name;
  if (run.label !== null) return describeRun(run.documentName, run.label, language);
  return `${run.documentName} · ${formatFixedMoment(run.startedAt, language)}`;
}

/** What a run is called now. Its network's name, until main has listed it. */
export function nameOfRun(runId: string): string {
  const kept = useSavedRuns.getState().runs?.find((run) => run.runId === runId);
  if (kept !== undefined) return runTitle(kept);
  return runsStore.getState().runs.find((other) => other.runId === runId)?.documentName ?? runId;
}

/** `nameOfRun`, as it changes. */
export function useRunName(runId: string): string {
  const language = useLanguage();
  const kept = useSavedRuns((state) => state.runs?.find((run) => run.runId === runId));
  const documentName = useRuns((state) => state.runs.find((run) => run.runId === runId)?.documentName);
  return kept === undefined ? (documentName ?? runId) : runTitle(kept, language);
}
