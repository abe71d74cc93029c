import { ClipboardCheck, ScanSearch } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DatasetSummary, EvaluationResult } from '../../../contract/contract';
import { failureText } from '../../../contract/failures';
import { useLanguage } from '../../messages/useLanguage';
import { useEvaluations } from '../../store/runs/evaluations';
import { useRuns } from '../../store/runs/runs';
import { stepOf, useEpochCountOf, useIsLive, useSubject, useSubjectDataset } from '../../store/runs/subject';
import { RESULT_VIEWS, type ResultView, useResultsView } from '../../store/view/results-view';
import { Button } from '../../ui/Button';
import { EmptyState } from '../../ui/EmptyState';
import { formatAccuracy, formatCount, formatLoss } from '../../ui/figures';
import { Segmented } from '../../ui/Segmented';
import { Switch } from '../../ui/Switch';
import { SubjectSelect } from '../subject/SubjectSelect';
import { ClassTable } from './ClassTable';
import { ConfusionView } from './ConfusionView';
import { Mistakes } from './Mistakes';
import styles from './ResultsView.module.css';
import { TryImage } from './TryImage';

/** What the trained network makes of images it has not learned from. */
export function ResultsView() {
  const { t } = useTranslation('results');
  const subject = useSubject();
  const { view, change } = useResultsView();
  const dataset = useSubjectDataset(subject);
  const result = useEvaluations((state) => (subject === null ? undefined : state.results.get(subject)));
  useAutomaticEvaluation(subject, view !== 'try');
  if (subject === null)
    return <EmptyState icon={<ScanSearch />} title={t('nothing')} text={t('nothingText')} />;
  return (
    <div className={styles.view}>
      <div className={styles.toolbar}>
        <SubjectSelect subject={subject} />
        <Segmented
          aria-label={t('viewAs')}
          value={view}
          options={RESULT_VIEWS.map((value) => ({ value, label: t(`views.${value}`) }))}
          onValueChange={(next) => change({ view: next })}
        />
        {view === 'try' ? null : <EvaluationBar runId={subject} />}
      </div>
      {view === 'try' ? (
        <TryImage runId={subject} dataset={dataset} />
      ) : result === undefined ? (
        <Waiting runId={subject} />
      ) : (
        <EvaluationContent runId={subject} view={view} result={result} dataset={dataset} />
      )}
    </div>
  );
}

interface EvaluationContentProps {
  readonly runId: string;
  readonly view: Exclude<ResultView, 'try'>;
  readonly result: EvaluationResult;
  readonly dataset: DatasetSummary | null;
}

function EvaluationContent({ runId, view, result, dataset }: EvaluationContentProps) {
  // The other kinds of targets have their metrics in the bar.
  if (result.kind !== 'class') return null;
  if (view === 'classes') return <ClassTable result={result} dataset={dataset} />;
  if (view === 'mistakes') return <Mistakes runId={runId} result={result} dataset={dataset} />;
  return <ConfusionView runId={runId} result={result} dataset={dataset} />;
}

/** A run that stands still is evaluated unasked; one in training when its user wants it, since that takes its time. */
function useAutomaticEvaluation(runId: string | null, isWanted: boolean): void {
  const isLive = useIsLive(runId);
  const isAsked = useIsAsked(runId);
  const isBusy = useEvaluations((state) => state.busy !== null);
  useEffect(() => {
    if (runId === null || isLive || !isWanted || isAsked || isBusy) return;
    void useEvaluations.getState().evaluate(runId);
  }, [runId, isLive, isAsked, isWanted, isBusy]);
}

/** Whether the network was asked as it is now; a run in training continues from step to step. */
function useIsAsked(runId: string | null): boolean {
  const askedAt = useEvaluations((state) => (runId === null ? undefined : state.askedAt.get(runId)));
  return useRuns((state) => askedAt === stepOf(state, runId));
}

function EvaluationBar({ runId }: { readonly runId: string }) {
  const { t } = useTranslation('results');
  const language = useLanguage();
  const isLive = useIsLive(runId);
  const isBusy = useEvaluations((state) => state.busy !== null);
  const failure = useEvaluations((state) => state.failure);
  const result = useEvaluations((state) => state.results.get(runId));
  // A run that stands still is evaluated unasked, and comes out the same again.
  const isCurrent = useIsAsked(runId) && !isLive && result !== undefined && failure === null;
  return (
    <>
      {result === undefined ? null : (
        <p className={styles.figures} data-testid="evaluation-figures">
          <strong data-testid="evaluation-accuracy">
            {formatAccuracy(result.metrics.accuracy, language)}
          </strong>
          <span>
            {t('lossOf', {
              loss: formatLoss(result.loss),
              count: result.count,
              images: formatCount(result.count, language),
            })}
          </span>
          <span>{t('atStep', { step: formatCount(result.step, language) })}</span>
        </p>
      )}
      {failure === null ? null : (
        <p className={styles.failure} role="alert">
          {failureText(failure, language)}
        </p>
      )}
      <span className={styles.spacer} />
      {isLive ? <EveryEpoch runId={runId} /> : null}
      {isCurrent ? null : (
        <Button
          size="small"
          icon={<ClipboardCheck />}
          isBusy={isBusy}
          onClick={() => void useEvaluations.getState().evaluate(runId)}
          data-testid="evaluate"
        >
          {t('evaluate')}
        </Button>
      )}
    </>
  );
}

/** Evaluates whenever an epoch is finished, while this is on the page. */
function EveryEpoch({ runId }: { readonly runId: string }) {
  const { t } = useTranslation('results');
  const [isOn, setIsOn] = useState(false);
  const epochs = useEpochCountOf(runId);
  useEffect(() => {
    if (isOn && epochs > 0) void useEvaluations.getState().evaluate(runId);
  }, [isOn, epochs, runId]);
  return <Switch isOn={isOn} label={t('everyEpoch')} onToggle={setIsOn} />;
}

function Waiting({ runId }: { readonly runId: string }) {
  const { t } = useTranslation('results');
  const isBusy = useEvaluations((state) => state.busy === runId);
  return (
    <EmptyState
      icon={<ClipboardCheck />}
      title={t(isBusy ? 'evaluating' : 'notEvaluated')}
      text={t(isBusy ? 'evaluatingText' : 'notEvaluatedText')}
    />
  );
}
