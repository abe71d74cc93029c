import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import { RunMark } from '../../charts/RunMark';
import { isInitial } from '../../store/runs/initial-network';
import { nameOfRun } from '../../store/runs/run-names';
import { useRuns } from '../../store/runs/runs';
import { useSavedRuns } from '../../store/runs/saved-runs';
import { INITIAL, useSubjectChoice } from '../../store/runs/subject';
import { Select } from '../../ui/Select';
import styles from './SubjectSelect.module.css';

export interface SubjectSelectProps {
  /** Run, or network with its initial weights, that is looked at. */
  readonly subject: string;
  /** Whether the open network with its initial weights can be chosen. */
  readonly hasInitial?: boolean;
}

/** Which run's network is looked at. */
export function SubjectSelect({ subject, hasInitial = false }: SubjectSelectProps) {
  const { t } = useTranslation('workbench');
  const saved = useSavedRuns(
    useShallow((state) => (state.runs ?? []).filter((run) => run.hasWeights).map((run) => run.runId)),
  );
  const started = useRuns(useShallow((state) => state.runs.map((run) => run.runId)));
  const ids = [...new Set([...[...started].reverse(), ...saved])];
  const options = ids.map((value) => ({ value, label: nameOfRun(value) }));
  const isUntrained = isInitial(subject);
  return (
    <span className={styles.subject}>
      {isUntrained ? null : <RunMark runId={subject} />}
      <span className={styles.select}>
        <Select
          aria-label={t('whichRun')}
          value={isUntrained ? INITIAL : subject}
          options={hasInitial ? [...options, { value: INITIAL, label: t('initialWeights') }] : options}
          onValueChange={(runId) => useSubjectChoice.getState().choose(runId)}
        />
      </span>
    </span>
  );
}
