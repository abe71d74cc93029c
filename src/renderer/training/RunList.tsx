import { useTranslation } from 'react-i18next';
import { RunMark } from '../charts/RunMark';
import { RunName } from '../charts/RunName';
import { epochText } from '../charts/run-outcome';
import { TrainingSection } from '../charts/TrainingSection';
import { useLanguage } from '../messages/useLanguage';
import { useRunName } from '../store/runs/run-names';
import { currentRun, runsStore, useRuns } from '../store/runs/runs';
import { type RunRecord, targetOf } from '../store/runs/runs-record';
import { Switch } from '../ui/Switch';
import styles from './RunList.module.css';

/** The runs of this window, newest first; the curves of earlier ones can be hidden in the charts. */
export function RunList() {
  const { t } = useTranslation('training');
  const runs = useRuns((state) => state.runs);
  const current = useRuns(currentRun);
  return (
    <TrainingSection id="runs" title={t('runs')}>
      <ul className={styles.list}>
        {[...runs].reverse().map((run) => (
          <RunItem key={run.runId} run={run} isCurrent={run === current} />
        ))}
      </ul>
    </TrainingSection>
  );
}

function RunItem({ run, isCurrent }: { readonly run: RunRecord; readonly isCurrent: boolean }) {
  const { t } = useTranslation('training');
  const isShown = useRuns((state) => !state.hiddenRunIds.has(run.runId));
  const name = useRunName(run.runId);
  return (
    <li className={styles.item}>
      <RunMark runId={run.runId} />
      <span className={styles.name}>
        <RunName runId={run.runId} />
      </span>
      <RunOutcome run={run} />
      {isCurrent ? (
        <span className={styles.current}>{t('runCurrent')}</span>
      ) : (
        <Switch
          isOn={isShown}
          aria-label={t('showRun', { name })}
          onToggle={(isOn) => runsStore.getState().setRunShown(run.runId, isOn)}
        />
      )}
    </li>
  );
}

function RunOutcome({ run }: { readonly run: RunRecord }) {
  const { t } = useTranslation('training');
  const language = useLanguage();
  const last = run.epochs.last;
  if (run.phase === 'failed') return <span className={styles.outcome}>{t('runFailed')}</span>;
  if (last === undefined) {
    return <span className={styles.outcome}>{run.phase === 'stopped' ? t('runStoppedEarly') : ''}</span>;
  }
  return (
    <span className={styles.outcome}>
      {t('runOutcome', { accuracy: epochText(last, targetOf(run), language), count: last.epoch })}
    </span>
  );
}
