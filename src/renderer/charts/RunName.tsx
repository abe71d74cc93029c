import { useTranslation } from 'react-i18next';
import { useRunName } from '../store/runs/run-names';
import { useSavedRun, useSavedRuns } from '../store/runs/saved-runs';
import { EditableName } from '../ui/EditableName';

export interface RunNameProps {
  readonly runId: string;
  /** Where a click on it opens something: whether that is open, and how to. */
  readonly isOpen?: boolean;
  readonly onOpen?: () => void;
}

/** A run's name, which a double click lets its user change. Without any text it is named by what distinguishes it again. */
export function RunName({ runId, isOpen, onOpen }: RunNameProps) {
  const { t } = useTranslation('runs');
  const shown = useRunName(runId);
  const run = useSavedRun(runId);
  const rename = (name: string) => {
    const next = name.trim();
    void useSavedRuns.getState().update(runId, { name: next === '' ? null : next });
  };
  return (
    <EditableName
      name={shown}
      label={t('name')}
      help={t('renameHelp')}
      {...(run === null ? {} : { onRename: rename })}
      {...(isOpen === undefined ? {} : { isOpen })}
      {...(onOpen === undefined ? {} : { onOpen })}
    />
  );
}
