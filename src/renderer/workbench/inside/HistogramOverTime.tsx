import { useTranslation } from 'react-i18next';
import type { Histogram } from '../../../contract/contract';
import { short } from './HealthTable';
import styles from './InsideView.module.css';

export interface HistogramOverTimeProps {
  readonly title: string;
  /** The oldest first; the epoch is null where it is not known. */
  readonly moments: readonly { readonly epoch: number | null; readonly histogram: Histogram }[];
}

const WIDTH = 240;
const HEIGHT = 132;
/** Height of one curve, and how many are drawn. */
const CURVE = 40;
const DRAWN = 20;

/** Histograms one after the other, the newest in front, all on one axis: how the spread of the values moves. */
export function HistogramOverTime({ title, moments }: HistogramOverTimeProps) {
  const { t } = useTranslation('inside');
  if (moments.length === 0) return null;
  const shown = thinned(moments);
  const minimum = Math.min(...shown.map(({ histogram }) => histogram.minimum));
  const maximum = Math.max(...shown.map(({ histogram }) => histogram.maximum));
  const isAlone = shown.length === 1;
  const height = isAlone ? CURVE + 2 : HEIGHT;
  const step = isAlone ? 0 : (HEIGHT - CURVE - 2) / (shown.length - 1);
  const zero = ((0 - minimum) / Math.max(1e-30, maximum - minimum)) * WIDTH;
  const first = shown[0]?.epoch ?? null;
  const last = shown[shown.length - 1]?.epoch ?? null;
  return (
    <figure>
      <figcaption className={styles.ends}>
        <span>{title}</span>
        {first === null || last === null || isAlone ? null : (
          <span>{t('fromEpoch', { first: epochText(first), last: epochText(last) })}</span>
        )}
      </figcaption>
      <svg
        className={styles.plot}
        viewBox={`0 0 ${WIDTH} ${height}`}
        data-alone={isAlone ? '' : undefined}
        preserveAspectRatio="none"
        role="img"
        aria-label={t('histogram', { title, minimum: short(minimum), maximum: short(maximum) })}
      >
        {/* Each is on its own line and hides what lies behind it; the newest is drawn last, at the bottom. */}
        {shown.map(({ epoch, histogram }, at) => (
          <path
            key={epoch ?? 'now'}
            d={outline(histogram, { minimum, maximum, base: height - 2 - (shown.length - 1 - at) * step })}
            data-last={at === shown.length - 1 ? '' : undefined}
            strokeOpacity={0.35 + (0.65 * (at + 1)) / shown.length}
            vectorEffect="non-scaling-stroke"
          />
        ))}
        {zero > 0 && zero < WIDTH ? <line x1={zero} x2={zero} y1={0} y2={height} /> : null}
      </svg>
      <div className={styles.ends} aria-hidden="true">
        {/* Values that are all the same are one bar in the middle. */}
        <span className={minimum === maximum ? styles.only : undefined}>{short(minimum)}</span>
        {minimum === maximum ? null : <span>{short(maximum)}</span>}
      </div>
    </figure>
  );
}

function epochText(epoch: number): string {
  return epoch < 10 ? epoch.toFixed(1) : String(Math.round(epoch));
}

/** At most this many, spread over the whole time, the newest always among them. */
function thinned<T>(moments: readonly T[]): readonly T[] {
  if (moments.length <= DRAWN) return moments;
  return Array.from(
    { length: DRAWN },
    (_, at) => moments[Math.round((at * (moments.length - 1)) / (DRAWN - 1))],
  ).filter((moment): moment is T => moment !== undefined);
}

interface Frame {
  readonly minimum: number;
  readonly maximum: number;
  readonly base: number;
}

function outline({ minimum, maximum, counts }: Histogram, frame: Frame): string {
  const span = frame.maximum - frame.minimum;
  const highest = Math.max(1, ...counts);
  const width = (maximum - minimum) / counts.length;
  const place = (value: number) =>
    (span > 0 ? ((value - frame.minimum) / span) * WIDTH : WIDTH / 2).toFixed(1);
  const points = counts.map((count, at) => {
    const y = frame.base - (count / highest) * CURVE;
    return `${place(minimum + (at + 0.5) * width)},${y.toFixed(1)}`;
  });
  return `M${place(minimum)},${frame.base.toFixed(1)} L${points.join(' L')} L${place(maximum)},${frame.base.toFixed(1)} Z`;
}
