import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NetloomDocument } from '../../../graph-runtime/document/document';
import { useLanguage } from '../../messages/useLanguage';
import { useDocument } from '../../store/document/document';
import { runTitle } from '../../store/runs/run-names';
import { useSavedRuns } from '../../store/runs/saved-runs';
import type { SelectOption } from '../../ui/Select';

/** Stands for the weights that training would begin with. */
export const UNTRAINED = 'untrained';

export interface ExportWeights {
  readonly options: readonly SelectOption<string>[];
  /** A run's id, or `UNTRAINED`. */
  readonly choice: string;
  readonly choose: (choice: string) => void;
  /** The network that belongs to the weights; null until it is here. */
  readonly document: NetloomDocument | null;
}

/** Whose weights can be exported: those of the runs of a network of this name, the newest first, or none. */
export function useExportWeights(): ExportWeights {
  const { t } = useTranslation('projects');
  const language = useLanguage();
  const open = useDocument((state) => state.document);
  const runs = useSavedRuns((state) => state.runs);
  const trained = (runs ?? []).filter((run) => run.hasWeights && run.documentName === open.name);
  const [chosen, setChosen] = useState<string | null>(null);
  const choice = chosen ?? trained[0]?.runId ?? UNTRAINED;
  const details = useSavedRuns((state) => state.details.get(choice));
  useEffect(() => {
    if (useSavedRuns.getState().runs === null) void useSavedRuns.getState().load();
  }, []);
  useEffect(() => {
    if (choice !== UNTRAINED) void useSavedRuns.getState().fetch(choice);
  }, [choice]);
  return {
    options: [
      ...trained.map((run) => ({ value: run.runId, label: runTitle(run, language) })),
      { value: UNTRAINED, label: t('export.untrained') },
    ],
    choice,
    choose: setChosen,
    document: choice === UNTRAINED ? open : (details?.document ?? null),
  };
}
