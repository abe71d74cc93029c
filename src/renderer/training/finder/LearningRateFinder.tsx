import { Radar } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { failureText } from '../../../contract/failures';
import { formatAbout } from '../../../graph-runtime/text/format-about';
import { useLanguage } from '../../messages/useLanguage';
import { useDocument } from '../../store/document/document';
import { isTraining, useRuns } from '../../store/runs/runs';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { IconButton } from '../../ui/IconButton';
import { Spinner } from '../../ui/Spinner';
import { useTimeForecast } from '../forecast/use-time-forecast';
import styles from './LearningRateFinder.module.css';
import { RateChart } from './RateChart';
import { useRateFinder } from './rate-finder';
import { suggestRate } from './suggest-rate';

/** Steps of a search that does not break down, and what it takes beside them: as `main/trainer/jobs/find-learning-rate.ts`. */
const STEPS = 120;
const START_SECONDS = 4;

const textOf = (rate: number) => String(Number(rate.toPrecision(2)));

/** The button beside the learning rate, and the dialog it opens. The search continues while that is closed. */
export function LearningRateFinder({ onApply }: { readonly onApply: (rate: number) => void }) {
  const { t } = useTranslation('sweeps');
  const [isOpen, setIsOpen] = useState(false);
  const isRunning = useRuns(isTraining);
  const isSearching = useRateFinder(({ phase }) => phase === 'running');
  return (
    <>
      <IconButton
        icon={isSearching ? <Spinner /> : <Radar />}
        label={t(isSearching ? 'finder.searching' : 'finder.open')}
        tooltipSide="top"
        isDisabled={isRunning}
        onClick={() => setIsOpen(true)}
        data-testid="open-finder"
      />
      {isOpen ? <FinderDialog onClose={() => setIsOpen(false)} onApply={onApply} /> : null}
    </>
  );
}

interface FinderDialogProps {
  readonly onClose: () => void;
  readonly onApply: (rate: number) => void;
}

/** The search, with the present rate and the one it suggests. */
export function FinderDialog({ onClose, onApply }: FinderDialogProps) {
  const { t } = useTranslation('sweeps');
  const { points, phase } = useRateFinder();
  const present = useDocument((state) => state.document.training.optimizer.learningRate);
  useEffect(() => useRateFinder.getState().show(useDocument.getState().document), []);
  const suggestion = phase === 'ended' ? suggestRate(points) : null;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('finder.title')}
      description={t('finder.text')}
      actions={
        <>
          <SearchButtons isPrimary={suggestion === null} onClose={onClose} />
          {suggestion === null ? null : (
            <Button
              variant="primary"
              onClick={() => {
                onApply(suggestion);
                onClose();
              }}
              data-testid="apply-rate"
            >
              {t('finder.apply', { rate: textOf(suggestion) })}
            </Button>
          )}
        </>
      }
    >
      <RateChart points={points} suggestion={suggestion} present={present} />
      <FinderState suggestion={suggestion} />
    </Dialog>
  );
}

/** Starts and stops the search; while it continues, the dialog can be closed. */
function SearchButtons({
  isPrimary,
  onClose,
}: {
  readonly isPrimary: boolean;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('sweeps');
  const { phase, start, stop } = useRateFinder();
  if (phase !== 'running') {
    return (
      <Button
        variant={isPrimary ? 'primary' : 'secondary'}
        onClick={() => start(useDocument.getState().document)}
        data-testid="start-finder"
      >
        {t(phase === 'ended' ? 'finder.again' : 'finder.start')}
      </Button>
    );
  }
  return (
    <>
      <Button onClick={stop}>{t('finder.stop')}</Button>
      <Button onClick={onClose} data-testid="finder-background">
        {t('finder.background')}
      </Button>
    </>
  );
}

/** What the search is at, or has found. */
function FinderState({ suggestion }: { readonly suggestion: number | null }) {
  const { t } = useTranslation('sweeps');
  const language = useLanguage();
  const { points, phase, failure } = useRateFinder();
  const forecast = useTimeForecast();
  const last = points[points.length - 1];
  const before =
    forecast === null
      ? ''
      : t('finder.time', {
          duration: formatAbout(START_SECONDS + STEPS * forecast.time.stepSeconds, language),
        });
  return (
    <p className={styles.text} aria-live="polite" data-testid="finder-state">
      {failure !== null
        ? failureText(failure, language)
        : phase === 'running' && last !== undefined
          ? t('finder.running', { rate: textOf(last.learningRate) })
          : phase !== 'ended'
            ? before
            : suggestion === null
              ? t('finder.none')
              : t('finder.suggestion', { rate: textOf(suggestion) })}
    </p>
  );
}
