import { useTranslation } from 'react-i18next';
import { type DataJob, hasEnded, type ImportProgress } from '../../../contract/data-import';
import { failureText } from '../../../contract/failures';
import { useLanguage } from '../../messages/useLanguage';
import { useDataImport } from '../../store/files/data-import';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { formatCount, formatDuration } from '../../ui/figures';
import { Progress } from '../../ui/Progress';
import styles from './ImportDialog.module.css';
import { ImportResult } from './ImportResult';
import { SourceDialog } from './SourceDialog';

interface ImportJobProps {
  readonly job: DataJob;
  readonly title: string;
  readonly onClose: () => void;
}

/** An import: under way, done, failed or canceled. */
export function ImportJob({ job, title, onClose }: ImportJobProps) {
  const { t } = useTranslation('data');
  const language = useLanguage();
  const { state } = job;
  if (state.type === 'imported')
    return <ImportResult report={state.report} title={title} onClose={onClose} />;
  const { back, cancel } = useDataImport.getState();
  return (
    <SourceDialog
      path={job.path}
      {...{ title, onClose }}
      actions={
        hasEnded(state) ? (
          <Button variant="primary" onClick={back}>
            {t('backToChoices')}
          </Button>
        ) : (
          <>
            <Button onClick={() => void cancel()}>{t('cancelImport')}</Button>
            <Button variant="primary" onClick={onClose}>
              {t('goOnInBackground')}
            </Button>
          </>
        )
      }
    >
      {state.type === 'importing' ? <Importing name={job.name} progress={state.progress} /> : null}
      {state.type === 'waiting' ? <p role="status">{t('waiting', { count: state.ahead })}</p> : null}
      {state.type === 'canceled' ? <Banner tone="info">{t('importCanceled')}</Banner> : null}
      {state.type === 'failed' ? (
        <Banner tone="danger" title={t('importFailed')}>
          {failureText(state.failure, language)}
        </Banner>
      ) : null}
    </SourceDialog>
  );
}

interface ImportingProps {
  readonly name: string;
  readonly progress: ImportProgress;
}

function Importing({ name, progress }: ImportingProps) {
  const { t } = useTranslation('data');
  const language = useLanguage();
  const { stage, done, total, skipped, secondsLeft } = progress;
  const number = (count: number) => formatCount(count, language);
  const text = t(`importStages.${stage}`, { name, done: number(done), total: number(total) });
  return (
    <div className={styles.progress}>
      <p role="status">{text}</p>
      <Progress value={total === 0 ? null : done / total} aria-label={t('importProgress')} valueText={text} />
      <p className={styles.muted}>
        {secondsLeft === null
          ? t('timeUnknown')
          : t('timeLeft', { time: formatDuration(secondsLeft, language) })}
        {skipped === 0 ? null : ` · ${t('skippedSoFar', { count: skipped, total: number(skipped) })}`}
      </p>
    </div>
  );
}
