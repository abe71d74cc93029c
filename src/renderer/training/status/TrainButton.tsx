import { Pause, Play, Square } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useDocument } from '../../store/document/document';
import { useNetworkRelation } from '../../store/runs/run-network';
import { currentRun, isTraining, runsStore, useRuns } from '../../store/runs/runs';
import { Button } from '../../ui/Button';
import styles from './RunHeader.module.css';
import type { Readiness } from './readiness';

/**
 * Train or Stop, whichever can be done, and Pause or Continue before it while a run is in progress. Each stays one button, so that the
 * keyboard's focus stays on it; while a request is on its way it takes no second click.
 */
export function TrainButton({
  readiness,
  isSecondary,
}: {
  readonly readiness: Readiness;
  /** Something else is what most will want. */
  readonly isSecondary: boolean;
}) {
  const { t } = useTranslation('training');
  const isBusy = useRuns((state) => state.isStarting || currentRun(state)?.phase === 'stopping');
  const isStoppable = useRuns(isTraining);
  const hasRun = useRuns((state) => state.runs.length > 0);
  const isOther = useNetworkRelation(useRuns(currentRun)).kind === 'other';
  const isStarting = useRuns((state) => state.isStarting);
  if (isStoppable) {
    return (
      <div className={styles.buttons}>
        <PauseButton />
        <Button
          size="large"
          icon={<Square fill="currentColor" />}
          isBusy={isBusy}
          onClick={() => void runsStore.getState().stop()}
          data-testid="stop-training"
        >
          {t(isStarting ? 'starting' : isBusy ? 'stopping' : 'stop')}
        </Button>
      </div>
    );
  }
  return (
    <div className={styles.buttons}>
      <Button
        variant={isSecondary ? 'secondary' : 'primary'}
        size="large"
        icon={<Play fill="currentColor" />}
        isDisabled={readiness.kind !== 'ready'}
        onClick={() => void runsStore.getState().start(useDocument.getState().document)}
        data-testid="start-training"
      >
        {t(hasRun && !isOther ? 'trainAgain' : 'train')}
      </Button>
    </div>
  );
}

function PauseButton() {
  const { t } = useTranslation('training');
  const phase = useRuns((state) => currentRun(state)?.phase ?? null);
  const isPaused = phase === 'paused';
  if (phase !== 'training' && phase !== 'pausing' && !isPaused) return null;
  const { pause, continueRun } = runsStore.getState();
  return (
    <Button
      size="large"
      variant={isPaused ? 'primary' : 'secondary'}
      icon={isPaused ? <Play fill="currentColor" /> : <Pause fill="currentColor" />}
      isBusy={phase === 'pausing'}
      onClick={() => void (isPaused ? continueRun() : pause())}
      data-testid={isPaused ? 'continue-training' : 'pause-training'}
    >
      {t(isPaused ? 'continue' : phase === 'pausing' ? 'pausing' : 'pause')}
    </Button>
  );
}
