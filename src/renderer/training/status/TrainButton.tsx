import { Play, Square } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useDocument } from '../../store/document';
import { currentRun, isTraining, runsStore, useRuns } from '../../store/runs';
import { Button } from '../../ui/Button';
import type { Readiness } from './readiness';

/**
 * Train or Stop, whichever can be done. It stays one button, so that the keyboard's focus stays on it; while a request is on its way
 * it takes no second click.
 */
export function TrainButton({ readiness }: { readonly readiness: Readiness }) {
  const { t } = useTranslation('training');
  const isBusy = useRuns((state) => state.isStarting || currentRun(state)?.phase === 'stopping');
  const isStoppable = useRuns(isTraining);
  const hasRun = useRuns((state) => state.runs.length > 0);
  const isStarting = useRuns((state) => state.isStarting);
  if (isStoppable) {
    return (
      <Button
        size="large"
        icon={<Square fill="currentColor" />}
        isBusy={isBusy}
        onClick={() => void runsStore.getState().stop()}
        data-testid="stop-training"
      >
        {t(isStarting ? 'starting' : isBusy ? 'stopping' : 'stop')}
      </Button>
    );
  }
  return (
    <Button
      variant="primary"
      size="large"
      icon={<Play fill="currentColor" />}
      isDisabled={readiness.kind !== 'ready'}
      onClick={() => void runsStore.getState().start(useDocument.getState().document)}
      data-testid="start-training"
    >
      {t(hasRun ? 'trainAgain' : 'train')}
    </Button>
  );
}
