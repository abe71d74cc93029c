import { useTranslation } from 'react-i18next';
import type { LearningRatePoint } from '../../../contract/contract';
import styles from './FinderDialog.module.css';

export interface RateChartProps {
  readonly points: readonly LearningRatePoint[];
  readonly suggestion: number | null;
  /** The learning rate of the settings. */
  readonly present: number;
}

const WIDTH = 440;
const HEIGHT = 200;
const LEFT = 50;
const RIGHT = 12;
const TOP = 8;
const BOTTOM = 36;

/** Loss over the learning rate, whose axis is logarithmic. */
export function RateChart({ points, suggestion, present }: RateChartProps) {
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
  // Before the first point there is nothing to read off.
  const ticks = shown.length === 0 ? [] : [lowest, (lowest + highest) / 2, highest];
  const powers = Array.from(
    { length: Math.floor(to) - Math.ceil(from) + 1 },
    (_, at) => Math.ceil(from) + at,
  );
  const isInside = (rate: number) => Math.log10(rate) >= from && Math.log10(rate) <= to;
  const now: Mark = { name: 'now', rate: present };
  const marks = suggestion === null ? [now] : [now, { name: 'suggested', rate: suggestion } as const];
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
      {ticks.map((loss) => (
        <text key={loss} x={LEFT - 6} y={down(loss)} textAnchor="end" dominantBaseline="middle">
          {Number(loss.toPrecision(3))}
        </text>
      ))}
      <text x={WIDTH - RIGHT} y={HEIGHT - 4} textAnchor="end">
        {t('finder.axis')}
      </text>
      <text transform={`translate(9,${(TOP + HEIGHT - BOTTOM) / 2}) rotate(-90)`} textAnchor="middle">
        {t('finder.lossAxis')}
      </text>
      <polyline
        className={styles.line}
        points={shown
          .map(({ learningRate, loss }) => `${across(learningRate).toFixed(1)},${down(loss).toFixed(1)}`)
          .join(' ')}
      />
      <Marks marks={marks.filter(({ rate }) => isInside(rate))} across={across} />
    </svg>
  );
}

interface Mark {
  readonly name: 'now' | 'suggested';
  readonly rate: number;
}

/** Rates with their names: the one in the settings, and the one that is suggested below it. */
function Marks({
  marks,
  across,
}: {
  readonly marks: readonly Mark[];
  readonly across: (rate: number) => number;
}) {
  const { t } = useTranslation('sweeps');
  return marks.map(({ name, rate }) => {
    const isRight = across(rate) > WIDTH / 2;
    return (
      <g key={name} transform={`translate(${across(rate).toFixed(1)},0)`}>
        <line className={name === 'now' ? styles.present : styles.suggestion} y1={TOP} y2={HEIGHT - BOTTOM} />
        <text
          className={styles.mark}
          x={isRight ? -4 : 4}
          y={name === 'now' ? TOP + 10 : TOP + 22}
          textAnchor={isRight ? 'end' : 'start'}
        >
          {t(`finder.${name}`, { rate: Number(rate.toPrecision(2)) })}
        </text>
      </g>
    );
  });
}
