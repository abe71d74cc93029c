import { useMemo } from 'react';
import { binsOf } from './bins';
import styles from './Plots.module.css';

export interface HistogramPlotProps {
  /** The same object as long as the same values are shown. */
  readonly values: ArrayLike<number>;
  /** What the plot shows, in one sentence with its figures. */
  readonly label: string;
  /** Of the axis. */
  readonly axis: string;
  readonly format: (value: number) => string;
  /** How many lie between two values. */
  readonly describe: (count: number, low: string, high: string) => string;
}

const BINS = 41;
const WIDTH = 410;
const HEIGHT = 180;

/** How values are spread, as bars; a line marks zero where it lies among them. */
export function HistogramPlot({ values, label, axis, format, describe }: HistogramPlotProps) {
  const { scale, counts, edges } = useMemo(() => binsOf(values, BINS), [values]);
  const highest = Math.max(1, ...counts);
  const zero = scale.place(0);
  return (
    <figure className={styles.spread} data-testid="histogram">
      <svg
        className={styles.histogram}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={label}
      >
        {counts.map((count, index) => {
          const [low, high] = edges(index);
          const height = (count / highest) * (HEIGHT - 4);
          return (
            <rect
              key={low}
              className={styles.bin}
              x={(index * WIDTH) / BINS + 0.5}
              y={HEIGHT - height}
              width={WIDTH / BINS - 1}
              height={height}
            >
              <title>{describe(count, format(low), format(high))}</title>
            </rect>
          );
        })}
        {zero > 0 && zero < 1 ? (
          <line className={styles.zero} x1={zero * WIDTH} x2={zero * WIDTH} y1={0} y2={HEIGHT} />
        ) : null}
      </svg>
      <div className={styles.marks} aria-hidden="true">
        {scale.ticks.map((tick) => (
          <span key={tick} style={{ insetInlineStart: `${100 * scale.place(tick)}%` }}>
            {format(tick)}
          </span>
        ))}
      </div>
      <figcaption className={styles.axis}>{axis}</figcaption>
    </figure>
  );
}
