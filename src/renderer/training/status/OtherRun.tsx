import { RotateCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { RunMark } from '../../charts/RunMark';
import { epochText } from '../../charts/run-outcome';
import { useLanguage } from '../../messages/useLanguage';
import { runsStore } from '../../store/runs/runs';
import { type RunRecord, targetOf } from '../../store/runs/runs-record';
import { useSavedRun } from '../../store/runs/saved-runs';
import { Button } from '../../ui/Button';
import { OpenTrained } from './OpenTrained';
import styles from './RunHeader.module.css';
import { useTrainedName } from './RunIdentity';

/** The window's last run where the canvas shows another network: whose it is, and what can be done with it, each under its name. */
export function OtherRun({ run }: { readonly run: RunRecord }) {
  const { t } = useTranslation('training');
  const language = useLanguage();
  const name = useTrainedName(run);
  const isResumable = useSavedRun(run.runId)?.isResumable ?? false;
  const last = run.epochs.last;
  const outcome = last === undefined ? '' : epochText(last, targetOf(run), language);
  return (
    <div className={styles.since} data-testid="other-run">
      <p className={styles.of}>
        <RunMark runId={run.runId} />
        <span>
          {outcome === ''
            ? t('otherRun', { name })
            : t('otherRunOutcome', { name, accuracy: outcome, epoch: last?.epoch })}
        </span>
      </p>
      <div className={styles.offers}>
        {isResumable ? (
          <Button
            size="small"
            icon={<RotateCw />}
            onClick={() => void runsStore.getState().resume(run.runId)}
            data-testid="resume-training"
          >
            {t('resumeNamed', { name })}
          </Button>
        ) : null}
        <OpenTrained runId={run.runId} label={t('openNamed', { name })} />
      </div>
    </div>
  );
}
