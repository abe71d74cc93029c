import { RotateCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { RunSummary } from '../../../contract/contract';
import { formatMoment } from '../../messages/moment';
import { useLanguage } from '../../messages/useLanguage';
import { requestResume } from '../../store/runs/resume-question';
import { useNetworkRelation } from '../../store/runs/run-network';
import { useSavedRuns } from '../../store/runs/saved-runs';
import { Button } from '../../ui/Button';
import styles from './RunHeader.module.css';
import { changedText } from './RunIdentity';

/** A run that the end of the app has left behind: to be resumed, or not to be spoken of again. */
export function WaitingStatus({ summary }: { readonly summary: RunSummary }) {
  const { t } = useTranslation('training');
  const language = useLanguage();
  const { runId, documentName, epochsDone, settings, endedAt, startedAt } = summary;
  const run = { runId, documentName, document: null };
  const relation = useNetworkRelation(run);
  const epoch = Math.min(settings.epochs, epochsDone + 1);
  const time = formatMoment(endedAt ?? startedAt, Date.now(), language);
  const key = summary.waiting === 'paused' ? 'waitingPaused' : 'waitingInterrupted';
  return (
    <div className={styles.summary} data-testid="waiting-run">
      <p className={styles.text}>{t(key, { epoch, epochs: settings.epochs, time })}</p>
      {relation.kind === 'changed' ? <p className={styles.muted}>{changedText(t, relation.layers)}</p> : null}
      <div className={styles.offers}>
        <Button
          variant="primary"
          icon={<RotateCw />}
          onClick={() => void requestResume(run)}
          data-testid="resume-waiting"
        >
          {t('resume')}
        </Button>
        <Button
          variant="quiet"
          onClick={() => void useSavedRuns.getState().update(runId, { waiting: null })}
          data-testid="dismiss-waiting"
        >
          {t('dismiss')}
        </Button>
      </div>
    </div>
  );
}
