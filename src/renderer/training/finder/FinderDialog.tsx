import { useTranslation } from 'react-i18next';
import { failureText } from '../../../contract/failures';
import { withSettingAt } from '../../../graph-runtime/settings/change';
import { LEARNING_RATE_PATH } from '../../../graph-runtime/sweep/sweep-place';
import { formatAbout } from '../../../graph-runtime/text/format-about';
import { useLanguage } from '../../messages/useLanguage';
import { useDocument } from '../../store/document/document';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { useTimeForecast } from '../forecast/use-time-forecast';
import styles from './FinderDialog.module.css';
import { RateChart } from './RateChart';
import { useRateFinder } from './rate-finder';
import { suggestRate } from './suggest-rate';

/** Steps of a search that does not break down, and what it takes beside them: as `main/trainer/jobs/find-learning-rate.ts`. */
const STEPS = 120;
const START_SECONDS = 4;

const textOf = (rate: number) => String(Number(rate.toPrecision(2)));

/** The search, with the present rate and the one it suggests, where it is open. */
export function FinderDialog() {
  return useRateFinder((state) => state.isOpen) ? <OpenFinder /> : null;
}

function OpenFinder() {
  const { t } = useTranslation('sweeps');
  const { points, phase, close } = useRateFinder();
  const present = useDocument((state) => state.document.training.optimizer.learningRate);
  const suggestion = phase === 'ended' ? suggestRate(points) : null;
  return (
    <Dialog
      isOpen
      onClose={close}
      title={t('finder.title')}
      description={t('finder.text')}
      actions={
        <>
          <SearchButtons isPrimary={suggestion === null} onClose={close} />
          {suggestion === null ? null : (
            <Button
              variant="primary"
              onClick={() => {
                applyRate(suggestion);
                close();
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

/** One edit, which can be undone. */
function applyRate(rate: number): void {
  const { document, perform } = useDocument.getState();
  const changes = withSettingAt(document.training, LEARNING_RATE_PATH, rate);
  if (changes !== null) perform({ key: 'changeTraining' }, [{ kind: 'set-training', changes }]);
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
