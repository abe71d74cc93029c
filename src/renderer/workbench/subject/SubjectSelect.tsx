import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import { RunMark } from '../../charts/RunMark';
import { nameOfRun } from '../../store/runs/run-names';
import { useRuns } from '../../store/runs/runs';
import { useSavedRuns } from '../../store/runs/saved-runs';
import { useSubject, useSubjectChoice } from '../../store/runs/subject';
import { Select } from '../../ui/Select';
import styles from './SubjectSelect.module.css';

/** Which run's network is looked at. */
export function SubjectSelect() {
  const { t } = useTranslation('workbench');
  const subject = useSubject();
  const saved = useSavedRuns(
    useShallow((state) => (state.runs ?? []).filter((run) => run.hasWeights).map((run) => run.runId)),
  );
  const started = useRuns(useShallow((state) => state.runs.map((run) => run.runId)));
  const ids = [...new Set([...[...started].reverse(), ...saved])];
  if (subject === null) return null;
  return (
    <span className={styles.subject}>
      <RunMark runId={subject} />
      <span className={styles.select}>
        <Select
          aria-label={t('whichRun')}
          value={subject}
          options={ids.map((value) => ({ value, label: nameOfRun(value) }))}
          onValueChange={(runId) => useSubjectChoice.getState().choose(runId)}
        />
      </span>
    </span>
  );
}
