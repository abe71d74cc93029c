import { CircleAlert, CircleCheck, CircleDashed, CirclePause, CircleSlash } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../contract/contract';
import { failureText } from '../../../contract/failures';
import { useLanguage } from '../../messages/useLanguage';
import { currentRun, useRuns } from '../../store/runs/runs';
import { Spinner } from '../../ui/Spinner';
import { type Face, faceOf } from './face';
import { IdleFace } from './IdleFace';
import { ProgressRing } from './ProgressRing';
import styles from './RunHeader.module.css';
import type { Readiness } from './readiness';
import { ActiveFace, DoneFace, FailedFace, InterruptedFace, StoppedFace } from './run-faces';
import { TrainButton } from './TrainButton';

const TITLES = {
  idle: 'idleTitle',
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
} as const satisfies Readonly<Record<Face, string>>;

const ICONS: Readonly<Record<Face, ReactElement>> = {
  idle: <CircleDashed />,
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
  const face = useRuns((state) => faceOf(state, readiness));
  return (
    <header className={styles.header} data-face={face} data-testid="training-status">
      <div className={styles.line}>
        <span className={styles.icon} aria-hidden="true">
          {ICONS[face]}
        </span>
        <h2 className={styles.title}>
          <span aria-live="polite">{t(TITLES[face])}</span> <Activity face={face} />
        </h2>
        <TrainButton readiness={readiness} />
      </div>
      <FaceContent face={face} readiness={readiness} />
      <Warnings />
    </header>
  );
}

/** What is done right now beside training steps. */
function Activity({ face }: { readonly face: Face }) {
  const { t } = useTranslation('training');
  const isEvaluating = useRuns((state) => (currentRun(state)?.evaluatingEpoch ?? null) !== null);
  if (face === 'pausing') return <span className={styles.activity}>{t('pausingText')}</span>;
  if (face === 'stopping') return <span className={styles.activity}>{t('stoppingText')}</span>;
  if (face === 'training' && isEvaluating) return <span className={styles.activity}>{t('evaluating')}</span>;
  return null;
}

/** What the trainer wanted known without ending the run. */
function Warnings() {
  const language = useLanguage();
  const warnings = useRuns((state) => currentRun(state)?.warnings ?? NO_WARNINGS);
  return warnings.map((warning) => (
    <p key={`${warning.code} ${warning.values.setting}`} className={styles.warning} role="status">
      {failureText(warning, language)}
    </p>
  ));
}

const NO_WARNINGS: readonly Failure[] = [];

function FaceContent({ face, readiness }: { readonly face: Face; readonly readiness: Readiness }) {
  const run = useRuns(currentRun);
  const requestFailure = useRuns((state) => state.requestFailure);
  if (face === 'refused' && requestFailure !== null) return <FailedFace failure={requestFailure} />;
  if (face === 'idle' || face === 'empty' || face === 'blocked' || face === 'no-data' || run === null)
    return <IdleFace readiness={readiness} />;
  if (face === 'done') return <DoneFace run={run} />;
  if (face === 'stopped') return <StoppedFace run={run} />;
  if (face === 'interrupted') return <InterruptedFace run={run} />;
  if (face === 'failed' && run.failure !== null) return <FailedFace failure={run.failure} />;
  if (face === 'starting') return null;
  return (
    <>
      <ActiveFace run={run} />
      {requestFailure === null ? null : <FailedFace failure={requestFailure} />}
    </>
  );
}
