import { useTranslation } from 'react-i18next';
import { type EpochPoint, type Failure, metricOf } from '../../../contract/contract';
import { failureText } from '../../../contract/failures';
import { metric } from '../../../graph-runtime/targets/metrics';
import { formatMetricValue } from '../../charts/metric-format';
import { mainMetricOf } from '../../charts/run-curves';
import { bestEpoch } from '../../charts/run-outcome';
import { labeled } from '../../messages/labeled';
import { useLanguage } from '../../messages/useLanguage';
import { currentEpochOf, progressOf, type RunRecord, targetOf } from '../../store/runs/runs-record';
import { formatCount, formatDuration, formatPercentage } from '../../ui/figures';
import { Progress } from '../../ui/Progress';
import { BatchOffer } from './BatchOffer';
import { FailureDetail } from './FailureDetail';
import { RemoteOffer } from './RemoteOffer';
import { ResumeButton, TrainFurther, TryImageButton } from './ResumeActions';
import styles from './RunHeader.module.css';

interface StatusViewProps {
  readonly run: RunRecord;
}

const TASKS = {
  starting: 'taskStarting',
  sending: 'taskSending',
  data: 'taskData',
  compiling: 'taskCompiling',
  initializing: 'taskInitializing',
} as const;

/** A run in progress: how far, how fast, how long still. */
export function ActiveStatus({ run }: StatusViewProps) {
  const { t } = useTranslation('training');
  const language = useLanguage();
  const isPreparing = run.compiled === null;
  const task = t(run.queued == null ? TASKS[run.task] : 'taskQueued');
  const epochs = run.compiled?.epochs ?? 0;
  const epoch = currentEpochOf(run);
  const progress = progressOf(run);
  const percent = formatPercentage(Math.floor(progress * 100) / 100, language);
  return (
    <>
      <Progress
        value={isPreparing ? null : progress}
        aria-label={t('progress')}
        valueText={isPreparing ? task : t('progressText', { epoch, epochs, percent })}
      />
      <div className={styles.figures}>
        <span data-testid="run-epoch">
          {isPreparing ? task : t('epochOf', { epoch: Math.max(1, epoch), epochs })}
        </span>
        {run.examplesPerSecond === null || run.phase === 'paused' ? null : (
          <span data-testid="run-speed">
            {t('speed', { rate: formatCount(run.examplesPerSecond, language) })}
          </span>
        )}
        {run.secondsLeft === null ? null : (
          <span data-testid="run-time-left">
            {t('timeLeft', { duration: formatDuration(run.secondsLeft, language) })}
          </span>
        )}
      </div>
      {run.phase === 'paused' ? <p className={styles.muted}>{t('pausedText')}</p> : null}
    </>
  );
}

/** A run that went to its end: what came out. */
export function DoneStatus({ run }: StatusViewProps) {
  const { t } = useTranslation('training');
  const language = useLanguage();
  const id = mainMetricOf(targetOf(run));
  const last = run.epochs.last;
  const best = bestEpoch(run.epochs.toArray(), id);
  if (last === undefined || best === undefined) return null;
  const text = (point: EpochPoint) => formatMetricValue(id, metricOf(point, 'test', id), language);
  return (
    <div className={styles.summary}>
      <p className={styles.result}>
        <span className={styles.resultLabel} title={metric(id).help[language]}>
          {id === 'accuracy' ? t('finalAccuracy') : t('finalMetric', { metric: metric(id).label[language] })}
        </span>
        <strong className={styles.resultValue} data-testid="final-accuracy">
          {text(last)}
        </strong>
      </p>
      <p className={styles.figures}>
        <span>
          {labeled(t('bestAccuracy'), t('bestAccuracyValue', { accuracy: text(best), epoch: best.epoch }))}
        </span>
        <span>{labeled(t('duration'), formatDuration(run.seconds, language, true))}</span>
        <span>{t('speed', { rate: formatCount(last.examplesPerSecond, language) })}</span>
      </p>
      {run.doneReason === 'early-stopping' ? <p className={styles.muted}>{t('stoppedByItself')}</p> : null}
      {run.bestEpoch === null ? null : (
        <p className={styles.muted}>{t('bestKept', { epoch: run.bestEpoch })}</p>
      )}
      <TrainFurther run={run} />
      <TryImageButton run={run} />
    </div>
  );
}

/** A run the user stopped. */
export function StoppedStatus({ run }: StatusViewProps) {
  const { t } = useTranslation('training');
  const language = useLanguage();
  const steps = run.compiled === null ? 0 : run.compiled.stepsPerEpoch * run.compiled.epochs;
  return (
    <div className={styles.summary}>
      <p className={styles.text}>
        {run.lastStep === 0
          ? t('stoppedEarlyText')
          : steps === 0
            ? t('stoppedAfter', { step: formatCount(run.lastStep, language) })
            : t('stoppedText', {
                step: formatCount(run.lastStep, language),
                steps: formatCount(steps, language),
              })}
      </p>
      <ResumeButton run={run} />
    </div>
  );
}

/** A run that something from outside broke off. */
export function InterruptedStatus({ run }: StatusViewProps) {
  const { t } = useTranslation('training');
  const language = useLanguage();
  return (
    <div className={styles.summary}>
      {run.failure === null ? null : <FailedStatus failure={run.failure} />}
      <p className={styles.text}>{t('interruptedText', { step: formatCount(run.lastStep, language) })}</p>
      <ResumeButton run={run} />
    </div>
  );
}

/** What went wrong and what can be done; the technical detail is folded away. */
export function FailedStatus({ failure }: { readonly failure: Failure }) {
  const language = useLanguage();
  return (
    <div role="alert" className={styles.failure}>
      <p className={styles.text}>{failureText(failure, language)}</p>
      <BatchOffer failure={failure} />
      <RemoteOffer failure={failure} />
      {failure.detail === undefined ? null : <FailureDetail detail={failure.detail} />}
    </div>
  );
}
