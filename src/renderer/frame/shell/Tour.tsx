import { ChevronDown, GraduationCap, X } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { currentRun, useRuns } from '../../store/runs/runs';
import { followTour, TOUR_STOPS, useTour } from '../../store/view/tour';
import { Button } from '../../ui/Button';
import { IconButton } from '../../ui/IconButton';
import { usePercentText } from '../../ui/use-percent-text';
import styles from './Tour.module.css';

/** Of ten classes, up to here it has learned nothing yet. */
const AT_CHANCE = 0.15;

/** A card that leads through the first network to its first training. It lies over the canvas and is in nobody's way. */
export function Tour() {
  const { t } = useTranslation('app');
  const percentText = usePercentText();
  const stop = useTour((state) => state.stop);
  const isHidden = useTour((state) => state.isHidden);
  const { next, end, setHidden } = useTour.getState();
  const isOn = stop !== null;
  useEffect(() => (isOn ? followTour() : undefined), [isOn]);
  useEffect(() => {
    document.documentElement.dataset.tour = stop ?? '';
    return () => {
      delete document.documentElement.dataset.tour;
    };
  }, [stop]);
  const accuracy = useRuns((state) => currentRun(state)?.epochs.last?.testAccuracy ?? null);
  if (stop === null) return null;
  if (isHidden) {
    return (
      <button
        type="button"
        className={styles.hidden}
        onClick={() => setHidden(false)}
        data-testid="show-tour"
      >
        <GraduationCap aria-hidden="true" />
        {t('tour.show')}
      </button>
    );
  }
  const isGuessing = stop === 'end' && accuracy !== null && accuracy < AT_CHANCE;
  const words = isGuessing ? ('tour.atChance' as const) : (`tour.stops.${stop}` as const);
  const number = TOUR_STOPS.indexOf(stop) + 1;
  const percent = accuracy === null ? '–' : percentText(accuracy);
  return (
    <section className={styles.card} aria-label={t('tour.title')} data-testid="tour">
      <header className={styles.head}>
        <GraduationCap aria-hidden="true" />
        <h2 className={styles.title}>{t(`${words}.title`)}</h2>
        <IconButton
          size="small"
          icon={<ChevronDown />}
          label={t('tour.hide')}
          shortcut="Escape"
          tooltipSide="top"
          onClick={() => setHidden(true)}
        />
        <IconButton size="small" icon={<X />} label={t('tour.stop')} tooltipSide="top" onClick={end} />
      </header>
      <p aria-live="polite">{t(`${words}.text`, { accuracy: percent })}</p>
      <footer className={styles.foot}>
        <span className={styles.count}>{t('tour.progress', { number, count: TOUR_STOPS.length })}</span>
        <Button
          size="small"
          variant={stop === 'welcome' || stop === 'end' ? 'primary' : 'quiet'}
          onClick={next}
        >
          {t(stop === 'welcome' ? 'tour.begin' : stop === 'end' ? 'tour.finish' : 'tour.skip')}
        </Button>
      </footer>
    </section>
  );
}
