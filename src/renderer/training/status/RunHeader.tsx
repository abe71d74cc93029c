import { CircleAlert, CircleCheck, CircleDashed, CirclePause, CircleSlash } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { type Failure, isActivePhase, warningKey } from '../../../contract/contract';
import { failureText } from '../../../contract/failures';
import { useLanguage } from '../../messages/useLanguage';
import { useNetworkRelation } from '../../store/runs/run-network';
import { currentRun, useRuns } from '../../store/runs/runs';
import { useWaitingRun } from '../../store/runs/waiting-run';
import { Spinner } from '../../ui/Spinner';
import { FindingLine } from './FindingLine';
import { IdleStatus } from './IdleStatus';
import { NextRun } from './NextRun';
import { OtherRun } from './OtherRun';
import { ProgressRing } from './ProgressRing';
import { type PanelState, panelStateOf } from './panel-state';
import { ResumeDialog } from './ResumeDialog';
import styles from './RunHeader.module.css';
import { RunIdentity } from './RunIdentity';
import { ActiveStatus, DoneStatus, FailedStatus, InterruptedStatus, StoppedStatus } from './RunStatusViews';
import type { Readiness } from './readiness';
import { TrainButton } from './TrainButton';
import { TrainPlace } from './TrainPlace';
import { WaitingStatus } from './WaitingStatus';

const TITLES = {
  idle: 'idleTitle',
  'waiting-paused': 'pausedTitle',
  'waiting-interrupted': 'interruptedTitle',
  blocked: 'blockedTitle',
  'no-data': 'noDataTitle',
  empty: 'emptyTitle',
  starting: 'preparingTitle',
  preparing: 'preparingTitle',
  training: 'trainingTitle',
  pausing: 'pausingTitle',
  paused: 'pausedTitle',
  stopping: 'stoppingTitle',
  stopped: 'stoppedTitle',
  interrupted: 'interruptedTitle',
  done: 'doneTitle',
  failed: 'failedTitle',
  refused: 'refusedTitle',
} as const satisfies Readonly<Record<PanelState, string>>;

const ICONS: Readonly<Record<PanelState, ReactElement>> = {
  idle: <CircleDashed />,
  'waiting-paused': <CirclePause />,
  'waiting-interrupted': <CircleAlert />,
  blocked: <CircleSlash />,
  'no-data': <CircleDashed />,
  empty: <CircleDashed />,
  starting: <Spinner />,
  preparing: <Spinner />,
  training: <ProgressRing />,
  pausing: <Spinner />,
  paused: <CirclePause />,
  stopping: <Spinner />,
  stopped: <CirclePause />,
  interrupted: <CircleAlert />,
  done: <CircleCheck />,
  failed: <CircleAlert />,
  refused: <CircleAlert />,
};

/** Head of the panel: what is going on, and the one button that changes it. */
export function RunHeader({ readiness }: { readonly readiness: Readiness }) {
  const { t } = useTranslation('training');
  const panelState = usePanelState(readiness);
  return (
    <header className={styles.header} data-phase={panelState} data-testid="training-status">
      <div className={styles.line}>
        <span className={styles.icon} aria-hidden="true">
          {ICONS[panelState]}
        </span>
        <h2 className={styles.title}>
          <span aria-live="polite">{t(TITLES[panelState])}</span> <Activity panelState={panelState} />
        </h2>
        <TrainButton readiness={readiness} isSecondary={panelState.startsWith('waiting')} />
      </div>
      <TrainPlace />
      <StatusContent panelState={panelState} readiness={readiness} />
      <AboutRun panelState={panelState} />
      <ResumeDialog />
      <Warnings />
    </header>
  );
}

/** What the head shows of the window's last run, the open network, and an earlier run that waits to be resumed. */
function usePanelState(readiness: Readiness): PanelState {
  const run = useRuns(currentRun);
  const isOther = useNetworkRelation(run).kind === 'other';
  const waiting = useWaitingRun()?.waiting ?? null;
  return useRuns((state) => panelStateOf(state, { readiness, isOther, waiting }));
}

/** Where the panel speaks of a run: which network it is of, and what is wrong with it. Else, that there is one of another network. */
function AboutRun({ panelState }: { readonly panelState: PanelState }) {
  const run = useRuns(currentRun);
  const relation = useNetworkRelation(run);
  if (run === null || panelState === 'starting') return null;
  if (run.phase !== panelState) {
    if (relation.kind !== 'other') return null;
    return (
      <>
        <OtherRun run={run} />
        <NextRun />
      </>
    );
  }
  return (
    <>
      <FindingLine run={run} />
      <RunIdentity run={run} />
      {isActivePhase(run.phase) ? null : <NextRun />}
    </>
  );
}

/** What is done right now beside training steps. */
function Activity({ panelState }: { readonly panelState: PanelState }) {
  const { t } = useTranslation('training');
  const isEvaluating = useRuns((state) => (currentRun(state)?.evaluatingEpoch ?? null) !== null);
  if (panelState === 'pausing') return <span className={styles.activity}>{t('pausingText')}</span>;
  if (panelState === 'stopping') return <span className={styles.activity}>{t('stoppingText')}</span>;
  if (panelState === 'training' && isEvaluating)
    return <span className={styles.activity}>{t('evaluating')}</span>;
  return null;
}

/** What the trainer wanted known without ending the run. */
function Warnings() {
  const language = useLanguage();
  const warnings = useRuns((state) => currentRun(state)?.warnings ?? NO_WARNINGS);
  return warnings.map((warning) => (
    <p key={warningKey(warning)} className={styles.warning} role="status">
      {failureText(warning, language)}
    </p>
  ));
}

const NO_WARNINGS: readonly Failure[] = [];

function StatusContent({
  panelState,
  readiness,
}: {
  readonly panelState: PanelState;
  readonly readiness: Readiness;
}) {
  const run = useRuns(currentRun);
  const waiting = useWaitingRun();
  const requestFailure = useRuns((state) => state.requestFailure);
  if (panelState === 'refused' && requestFailure !== null) return <FailedStatus failure={requestFailure} />;
  if (panelState.startsWith('waiting') && waiting !== null) return <WaitingStatus summary={waiting} />;
  if (
    panelState === 'idle' ||
    panelState === 'empty' ||
    panelState === 'blocked' ||
    panelState === 'no-data' ||
    run === null
  )
    return <IdleStatus readiness={readiness} />;
  if (panelState === 'done') return <DoneStatus run={run} />;
  if (panelState === 'stopped') return <StoppedStatus run={run} />;
  if (panelState === 'interrupted') return <InterruptedStatus run={run} />;
  if (panelState === 'failed' && run.failure !== null) return <FailedStatus failure={run.failure} />;
  if (panelState === 'starting') return null;
  return (
    <>
      <ActiveStatus run={run} />
      {requestFailure === null ? null : <FailedStatus failure={requestFailure} />}
    </>
  );
}
