import { useTranslation } from 'react-i18next';
import type { LearningRatePoint } from '../../../contract/contract';
import styles from './LearningRateFinder.module.css';

export interface RateChartProps {
  readonly points: readonly LearningRatePoint[];
  readonly suggestion: number | null;
}

const WIDTH = 440;
const HEIGHT = 200;
const LEFT = 40;
const RIGHT = 12;
const TOP = 8;
const BOTTOM = 36;

/** Loss over the learning rate, whose axis is logarithmic. */
export function RateChart({ points, suggestion }: RateChartProps) {
  const { t } = useTranslation('sweeps');
  const shown = points.filter(({ loss }) => Number.isFinite(loss));
  const losses = shown.map(({ loss }) => loss);
  // The fall of the loss is what is to be seen: nothing is shown below it, and a loss that breaks would press it flat.
  const begin = losses[0] ?? 1;
  const least = Math.min(...losses, begin);
  const fall = Math.max(begin - least, begin / 10);
  const lowest = Math.max(0, least - fall / 10);
  const highest = Math.max(Math.min(Math.max(...losses, begin), begin + 1.5 * fall), begin + fall / 10);
  const from = Math.log10(shown[0]?.learningRate ?? 1e-6);
  const to = Math.max(from + 1, Math.log10(shown[shown.length - 1]?.learningRate ?? 10));
  const across = (rate: number) => LEFT + ((Math.log10(rate) - from) / (to - from)) * (WIDTH - LEFT - RIGHT);
  const down = (loss: number) =>
    HEIGHT -
    BOTTOM -
    ((Math.min(highest, loss) - lowest) / Math.max(1e-9, highest - lowest)) * (HEIGHT - TOP - BOTTOM);
  const powers = Array.from(
    { length: Math.floor(to) - Math.ceil(from) + 1 },
    (_, at) => Math.ceil(from) + at,
  );
  return (
    <svg
      className={styles.chart}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={t('finder.chart')}
      data-points={shown.length}
      data-testid="rate-chart"
    >
      {powers.map((power) => (
        <g key={power} transform={`translate(${across(10 ** power).toFixed(1)},0)`}>
          <line className={styles.grid} y1={TOP} y2={HEIGHT - BOTTOM} />
          <text y={HEIGHT - BOTTOM + 14} textAnchor="middle">
            {`1e${power}`}
          </text>
        </g>
      ))}
      {[lowest, (lowest + highest) / 2, highest].map((loss) => (
        <text key={loss} x={LEFT - 6} y={down(loss)} textAnchor="end" dominantBaseline="middle">
          {Number(loss.toPrecision(3))}
        </text>
      ))}
      <text x={WIDTH - RIGHT} y={HEIGHT - 4} textAnchor="end">
        {t('finder.axis')}
      </text>
      <polyline
        className={styles.line}
        points={shown
          .map(({ learningRate, loss }) => `${across(learningRate).toFixed(1)},${down(loss).toFixed(1)}`)
          .join(' ')}
      />
      {suggestion === null ? null : (
        <line
          className={styles.suggestion}
          x1={across(suggestion)}
          x2={across(suggestion)}
          y1={TOP}
          y2={HEIGHT - BOTTOM}
        />
      )}
    </svg>
  );
}
