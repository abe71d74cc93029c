import { useTranslation } from 'react-i18next';
import type { Histogram } from '../../preload/contract';
import { short } from './HealthTable';
import styles from './InsideView.module.css';

export interface HistogramOverTimeProps {
  readonly title: string;
  /** The oldest first. */
  readonly histograms: readonly Histogram[];
}

const WIDTH = 240;
const HEIGHT = 104;
/** Height of one curve, and how many are drawn. */
const CURVE = 40;
const DRAWN = 14;

/** Histograms behind one another, the newest in front, all on one axis: how the spread of the values moves. */
export function HistogramOverTime({ title, histograms }: HistogramOverTimeProps) {
  const { t } = useTranslation('inside');
  if (histograms.length === 0) return null;
  const shown = thinned(histograms);
  const minimum = Math.min(...shown.map((histogram) => histogram.minimum));
  const maximum = Math.max(...shown.map((histogram) => histogram.maximum));
  const step = shown.length === 1 ? 0 : (HEIGHT - CURVE - 2) / (shown.length - 1);
  const zero = ((0 - minimum) / Math.max(1e-30, maximum - minimum)) * WIDTH;
  const outlines = shown.map((histogram, at) =>
    outline(histogram, { minimum, maximum, base: HEIGHT - 2 - (shown.length - 1 - at) * step }),
  );
  return (
    <figure>
      <svg
        className={styles.plot}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t('histogram', { title, minimum: short(minimum), maximum: short(maximum) })}
      >
        {zero > 0 && zero < WIDTH ? <line x1={zero} x2={zero} y1={0} y2={HEIGHT} /> : null}
        {/* Each stands on a line of its own; the newest is drawn last and stands lowest. */}
        <path d={outlines.slice(0, -1).join(' ')} vectorEffect="non-scaling-stroke" />
        <path d={outlines[outlines.length - 1]} data-last="" vectorEffect="non-scaling-stroke" />
      </svg>
      <figcaption className={styles.ends}>
        <span>{short(minimum)}</span>
        <span>{title}</span>
        <span>{short(maximum)}</span>
      </figcaption>
    </figure>
  );
}

/** At most so many, spread over the whole time, the newest always among them. */
function thinned(histograms: readonly Histogram[]): readonly Histogram[] {
  if (histograms.length <= DRAWN) return histograms;
  return Array.from(
    { length: DRAWN },
    (_, at) => histograms[Math.round((at * (histograms.length - 1)) / (DRAWN - 1))],
  ).filter((histogram) => histogram !== undefined);
}

interface Frame {
  readonly minimum: number;
  readonly maximum: number;
  readonly base: number;
}

function outline({ minimum, maximum, counts }: Histogram, frame: Frame): string {
  const span = Math.max(1e-30, frame.maximum - frame.minimum);
  const highest = Math.max(1, ...counts);
  const width = (maximum - minimum) / counts.length;
  const place = (value: number) => (((value - frame.minimum) / span) * WIDTH).toFixed(1);
  const points = counts.map((count, at) => {
    const y = frame.base - (count / highest) * CURVE;
    return `${place(minimum + (at + 0.5) * width)},${y.toFixed(1)}`;
  });
  return `M${place(minimum)},${frame.base.toFixed(1)} L${points.join(' L')} L${place(maximum)},${frame.base.toFixed(1)} Z`;
}
