import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { TrainingSettings } from '../../../graph-runtime/document/document';
import { formatTick } from '../../charts/metric-format';
import { useLanguage } from '../../messages/useLanguage';
import styles from './SchedulePreview.module.css';
import { scheduleCurve } from './schedule-curve';

const WIDTH = 240;
const HEIGHT = 36;
const MARGIN = 2;

/** The learning rate over the run, drawn small; nothing when it never changes. */
export function SchedulePreview({ settings }: { readonly settings: TrainingSettings }) {
  const { t } = useTranslation('training');
  const language = useLanguage();
  const curve = useMemo(() => scheduleCurve(settings), [settings]);
  if (curve === null) return null;
  const highest = Math.max(...curve.rates, Number.MIN_VALUE);
  const points = curve.places.map((place, index) => {
    const height = (curve.rates[index] ?? 0) / highest;
    return `${(place * WIDTH).toFixed(1)},${(HEIGHT - MARGIN - height * (HEIGHT - 2 * MARGIN)).toFixed(2)}`;
  });
  const format = (rate: number) => formatTick('learningRate', rate, language);
  const text = t('learningRatePreview', {
    first: format(curve.rates[0] ?? 0),
    highest: format(highest),
    last: format(curve.rates[curve.rates.length - 1] ?? 0),
  });
  return (
    <figure className={styles.figure}>
      <svg
        className={styles.curve}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        <polyline points={points.join(' ')} vectorEffect="non-scaling-stroke" />
      </svg>
      <figcaption className={styles.caption}>{text}</figcaption>
    </figure>
  );
}
