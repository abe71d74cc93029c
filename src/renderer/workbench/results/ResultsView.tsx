import { ClipboardCheck, Download, ScanSearch } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DatasetSummary, EvaluationResult } from '../../../contract/contract';
import { failureText } from '../../../contract/failures';
import { type MetricId, metric } from '../../../graph-runtime/targets/metrics';
import { targetKind } from '../../../graph-runtime/targets/registry';
import { formatMetricValue } from '../../charts/metric-format';
import { labeled } from '../../messages/labeled';
import { useLanguage } from '../../messages/useLanguage';
import { isTable } from '../../store/document/datasets';
import { useAskedOutput, useEvaluations } from '../../store/runs/evaluations';
import { useRuns } from '../../store/runs/runs';
import {
  stepOf,
  useEpochCountOf,
  useIsLive,
  useLabeledDataset,
  useOutputsOf,
  useSubject,
  useTargetOf,
} from '../../store/runs/subject';
import { type ResultView, useResultsView } from '../../store/view/results-view';
import { Button } from '../../ui/Button';
import { EmptyState } from '../../ui/EmptyState';
import { formatCount, formatLoss } from '../../ui/figures';
import { Segmented } from '../../ui/Segmented';
import { Select } from '../../ui/Select';
import { Switch } from '../../ui/Switch';
import { SubjectSelect } from '../subject/SubjectSelect';
import { exportResults } from './export-results';
import styles from './ResultsView.module.css';
import { resultKind } from './result-kinds';
import { TryImage } from './TryImage';

/** What the trained network makes of examples it has not learned from. */
export function ResultsView() {
  const { t } = useTranslation('results');
  const subject = useSubject();
  const wanted = useResultsView((state) => state.view);
  const result = useEvaluations((state) => (subject === null ? undefined : state.results.get(subject)));
  const outputs = useOutputsOf(subject);
  const output = useAskedOutput(subject ?? '') ?? outputs[0]?.path;
  const dataset = useLabeledDataset(subject, output);
  const target = useTargetOf(subject);
  const kind = resultKind(outputs.find(({ path }) => path === output)?.target ?? target);
  const views = [...kind.tabs.map(({ view }) => view), 'try' as const];
  // What was looked at in a run of another kind may not be there.
  const view = views.find((one) => one === wanted) ?? views[0] ?? 'try';
  useAutomaticEvaluation(subject, view !== 'try');
  if (subject === null)
    return <EmptyState icon={<ScanSearch />} title={t('nothing')} text={t('nothingText')} />;
  return (
    <div className={styles.view}>
      <div className={styles.toolbar}>
        <SubjectSelect subject={subject} />
        {output === undefined ? null : (
          <div className={styles.output}>
            <Select
              aria-label={t('outputShown')}
              value={output}
              options={outputs.map(({ path }) => ({ value: path, label: path }))}
              onValueChange={(path) => useEvaluations.getState().choose(subject, path)}
            />
          </div>
        )}
        <Segmented
          aria-label={t('viewAs')}
          value={view}
          options={views.map((value) => ({
            value,
            label: t(value === 'try' && isTable(dataset) ? 'views.tryExample' : `views.${value}`),
          }))}
          onValueChange={(next) => useResultsView.getState().change({ view: next })}
        />
        {view === 'try' ? null : <EvaluationBar runId={subject} dataset={dataset} />}
      </div>
      {view === 'try' ? (
        <TryImage runId={subject} dataset={dataset} kind={kind} />
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
  const { tabs } = resultKind(result.kind);
  const tab = tabs.find((one) => one.view === view) ?? tabs[0];
  return tab === undefined ? null : <tab.Component {...{ runId, result, dataset }} />;
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

interface EvaluationBarProps {
  readonly runId: string;
  readonly dataset: DatasetSummary | null;
}

function EvaluationBar({ runId, dataset }: EvaluationBarProps) {
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
      {result === undefined ? null : <EvaluationFigures result={result} />}
      {failure === null ? null : (
        <p className={styles.failure} role="alert">
          {failureText(failure, language)}
        </p>
      )}
      <span className={styles.spacer} />
      {isLive ? <EveryEpoch runId={runId} /> : null}
      {result === undefined ? null : (
        <Button
          size="small"
          variant="quiet"
          icon={<Download />}
          title={t('exportHelp')}
          onClick={() => void exportResults(result, dataset)}
          data-testid="export-results"
        >
          {t('export')}
        </Button>
      )}
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

/** The main metric of the kind, large, and the others behind it. */
function EvaluationFigures({ result }: { readonly result: EvaluationResult }) {
  const { t } = useTranslation('results');
  const language = useLanguage();
  const [main, ...others] = targetKind(result.kind).metrics.filter((id) => result.metrics[id] !== undefined);
  const text = (id: MetricId) => formatMetricValue(id, result.metrics[id], language);
  return (
    <p className={styles.figures} data-testid="evaluation-figures">
      {main === undefined ? null : (
        <>
          {result.kind === 'class' ? null : <span>{metric(main).label[language]}</span>}
          <strong data-testid="evaluation-accuracy" title={metric(main).help[language]}>
            {text(main)}
          </strong>
        </>
      )}
      {others.map((id) => (
        <span key={id} title={metric(id).help[language]}>
          {labeled(metric(id).label[language], text(id))}
        </span>
      ))}
      <span>
        {t('lossOf', {
          loss: formatLoss(result.loss),
          count: result.count,
          images: formatCount(result.count, language),
        })}
      </span>
      <span>{t('atStep', { step: formatCount(result.step, language) })}</span>
    </p>
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
