import { ChartSpline, CircleStop, Download, GitCompareArrows, RotateCw } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { metricOf, type SweepAxis, type SweepSummary } from '../../../contract/contract';
import { sweepValueText } from '../../../graph-runtime/messages/describe-sweep';
import type { SweepValue } from '../../../graph-runtime/sweep/sweep-place';
import { metric } from '../../../graph-runtime/targets/metrics';
import type { Language } from '../../../graph-runtime/text/text';
import { formatMetricValue } from '../../charts/metric-format';
import { RunMark } from '../../charts/RunMark';
import { bestOf, bestRun, bestText, metricOfRun } from '../../charts/run-outcome';
import { useLanguage } from '../../messages/useLanguage';
import { saveFile } from '../../store/bridge/save-file';
import { useSavedRuns } from '../../store/runs/saved-runs';
import { useSweeps } from '../../store/runs/sweeps';
import { useSweepLabels } from '../../store/view/sweep-names';
import { useWorkbench } from '../../store/view/workbench';
import { Button } from '../../ui/Button';
import { formatDuration, formatLoss } from '../../ui/figures';
import { Progress } from '../../ui/Progress';
import { SortHeader, type Sorting, sortBy } from '../../ui/SortHeader';
import { doneCount } from './done-count';
import { ParallelCoordinates } from './ParallelCoordinates';
import styles from './SweepsView.module.css';
import { sweepAsCsv } from './sweep-csv';
import { metricOfTrials, type Trial } from './trial';

/** One sweep: how far it is, its results as a plot and as a table. */
export function SweepPane({ sweep }: { readonly sweep: SweepSummary }) {
  const { t } = useTranslation('sweeps');
  const runs = useSavedRuns((state) => state.runs);
  const [marked, setMarked] = useState<string | null>(null);
  const trials = sweep.trials.map(
    ({ values, runId, phase }, at): Trial => ({
      key: String(at),
      values,
      phase,
      run: runs?.find((run) => run.runId === runId) ?? null,
    }),
  );
  const done = doneCount(sweep);
  const isOpen = sweep.phase === 'queued' || sweep.phase === 'running';
  const runIds = trials.flatMap(({ run }) => (run === null ? [] : [run.runId]));
  return (
    <section className={styles.pane} aria-label={sweep.name} data-testid="sweep" data-phase={sweep.phase}>
      <header className={styles.head}>
        <h3 className={styles.title}>{titleOf(sweep)}</h3>
        <span className={styles.muted}>
          {t('progress', { done, count: trials.length })} · {t(`phases.${sweep.phase}`)}
        </span>
        {isOpen ? (
          <>
            <span className={styles.bar}>
              <Progress value={done / Math.max(1, trials.length)} aria-label={t('progressLabel')} />
            </span>
            <Button
              size="small"
              icon={<CircleStop />}
              onClick={() => void useSweeps.getState().cancel(sweep.sweepId)}
            >
              {t('cancel')}
            </Button>
          </>
        ) : null}
        {sweep.phase === 'interrupted' ? (
          <Button
            size="small"
            icon={<RotateCw />}
            onClick={() => void useSweeps.getState().resume(sweep.sweepId)}
            data-testid="resume-sweep"
          >
            {t('resume')}
          </Button>
        ) : null}
        <Button size="small" icon={<ChartSpline />} onClick={() => showCurves(runIds)}>
          {t('showCurves')}
        </Button>
        <Button size="small" icon={<GitCompareArrows />} onClick={() => showRuns(runIds)}>
          {t('showRuns')}
        </Button>
        <Button
          size="small"
          icon={<Download />}
          onClick={() => void saveFile(titleOf(sweep), 'csv', sweepAsCsv(sweep, trials))}
          data-testid="export-sweep"
        >
          {t('exportTable')}
        </Button>
      </header>
      <ParallelCoordinates axes={sweep.axes} trials={trials} marked={marked} onMark={setMarked} />
      <TrialTable sweep={sweep} trials={trials} marked={marked} onMark={setMarked} />
    </section>
  );
}

function titleOf({ name, documentName }: SweepSummary): string {
  return name === '' ? documentName : name;
}

function showCurves(runIds: readonly string[]): void {
  useSavedRuns.getState().chooseOnly(runIds);
  useWorkbench.getState().show('curves');
}

function showRuns(runIds: readonly string[]): void {
  useSavedRuns.getState().chooseOnly(runIds);
  useWorkbench.getState().show('runs');
}

interface TrialTableProps {
  readonly sweep: SweepSummary;
  readonly trials: readonly Trial[];
  readonly marked: string | null;
  readonly onMark: (key: string | null) => void;
}

function TrialTable({ sweep, trials, marked, onMark }: TrialTableProps) {
  const { t } = useTranslation('sweeps');
  const language = useLanguage();
  const labelOf = useSweepLabels(sweep.documentName);
  const [chosen, setSorting] = useState<Sorting<string> | null>(null);
  const best = bestRun(trials.flatMap(({ run }) => run ?? []));
  const id = metricOfTrials(trials);
  // The best trial first, which is the one with the smallest error.
  const sorting = chosen ?? { column: 'accuracy', isDescending: metric(id).better === 'higher' };
  const name = metric(id).label[language];
  const header = (column: string, label: string) => (
    <SortHeader key={column} column={column} label={label} sorting={sorting} onSort={setSorting} />
  );
  return (
    <table className={styles.table} data-testid="sweep-table">
      <thead>
        <tr>
          <th scope="col">{t('state')}</th>
          {sweep.axes.map(({ parameter }, at) => header(`axis ${at}`, labelOf(parameter)))}
          {header('accuracy', id === 'accuracy' ? t('accuracy') : t('bestMetric', { metric: name }))}
          {header('last', id === 'accuracy' ? t('lastAccuracy') : t('lastMetric', { metric: name }))}
          {header('loss', t('loss'))}
          {header('seconds', t('seconds'))}
        </tr>
      </thead>
      <tbody>
        {sortBy(trials, sorting, (trial, column) => readTrial(trial, column, sweep.axes)).map((trial) => (
          <tr
            key={trial.key}
            data-testid="trial"
            data-marked={trial.key === marked ? '' : undefined}
            data-best={
              best !== null && trial.run !== null && bestOf(trial.run) === bestOf(best) ? '' : undefined
            }
            onPointerEnter={() => onMark(trial.key)}
            onPointerLeave={() => onMark(null)}
          >
            <td>
              <span className={styles.trialState}>
                {trial.run === null ? null : <RunMark runId={trial.run.runId} />}
                {t(`trialPhases.${trial.phase}`)}
              </span>
            </td>
            {sweep.axes.map(({ parameter }, at) => (
              <td key={parameter}>{valueText(parameter, trial.values[at], language)}</td>
            ))}
            <td>{trial.run === null ? '–' : bestText(trial.run, language)}</td>
            <td>{formatMetricValue(id, lastOf(trial), language)}</td>
            <td>{trial.run?.last == null ? '–' : formatLoss(trial.run.last.testLoss)}</td>
            <td>{trial.run === null ? '–' : formatDuration(trial.run.seconds, language, true)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function lastOf({ run }: Trial): number | null {
  return run?.last == null ? null : (metricOf(run.last, 'test', metricOfRun(run)) ?? null);
}

function valueText(parameter: string, value: SweepValue | undefined, language: Language): string {
  return value === undefined ? '–' : sweepValueText(parameter, value, language);
}

/** Choices are sorted as the sweep lists them. */
function readTrial(trial: Trial, column: string, axes: readonly SweepAxis[]): number | null {
  const { values, run } = trial;
  switch (column) {
    case 'accuracy':
      return trial.run === null ? null : bestOf(trial.run);
    case 'last':
      return lastOf(trial);
    case 'loss':
      return run?.last?.testLoss ?? null;
    case 'seconds':
      return run?.seconds ?? null;
    default: {
      const at = Number(column.split(' ')[1]);
      const value = values[at];
      if (value === undefined || typeof value === 'number') return value ?? null;
      return axes[at]?.values.indexOf(value) ?? null;
    }
  }
}
