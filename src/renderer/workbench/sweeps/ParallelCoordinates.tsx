import { useTranslation } from 'react-i18next';
import type { SweepAxis } from '../../../contract/contract';
import { sweepParameterLabel, sweepValueText } from '../../../graph-runtime/messages/describe-sweep';
import { metric } from '../../../graph-runtime/targets/metrics';
import { formatMetricValue } from '../../charts/metric-format';
import { colorOfRun } from '../../charts/run-colors';
import { bestOf } from '../../charts/run-outcome';
import { useLanguage } from '../../messages/useLanguage';
import { choiceScale, numberScale, type Scale } from './axis-scale';
import styles from './SweepsView.module.css';
import { metricOfTrials, type Trial } from './trial';

export interface ParallelCoordinatesProps {
  readonly axes: readonly SweepAxis[];
  readonly trials: readonly Trial[];
  /** Key of the trial pointed at. */
  readonly marked: string | null;
  readonly onMark: (key: string | null) => void;
}

const WIDTH = 760;
const HEIGHT = 240;
const TOP = 34;
const BOTTOM = 22;
const SIDE = 70;

/**
 * A line for every finished trial through its values and to its result, in its run's color, the stronger the better (Inselberg 1985).
 * Axes whose values span more than two powers of ten are logarithmic.
 */
export function ParallelCoordinates({ axes, trials, marked, onMark }: ParallelCoordinatesProps) {
  const { t } = useTranslation('sweeps');
  const language = useLanguage();
  const finished = trials.flatMap((trial) => {
    const result = trial.run === null ? null : bestOf(trial.run);
    return result === null ? [] : [{ ...trial, result }];
  });
  if (finished.length === 0) return <p className={styles.muted}>{t('noResults')}</p>;
  const results = finished.map(({ result }) => result);
  const id = metricOfTrials(trials);
  const isHigher = metric(id).better === 'higher';
  const best = isHigher ? Math.max(...results) : Math.min(...results);
  const title = id === 'accuracy' ? t('accuracy') : t('bestMetric', { metric: metric(id).label[language] });
  const scales: Scale[] = [
    ...axes.map(({ parameter, values: listed }, at) => {
      const label = sweepParameterLabel(parameter, language);
      const numbers = trials.map(({ values }) => values[at]).filter((value) => typeof value === 'number');
      return numbers.length > 0
        ? numberScale(label, numbers, (value) => String(Number(value.toPrecision(3))))
        : choiceScale(label, listed, (value) => sweepValueText(parameter, value, language));
    }),
    numberScale(title, results, (value) => formatMetricValue(id, value, language), true),
  ];
  const across = (at: number) => SIDE + (at / Math.max(1, scales.length - 1)) * (WIDTH - 2 * SIDE);
  const down = (place: number) => HEIGHT - BOTTOM - place * (HEIGHT - TOP - BOTTOM);
  const last = scales[scales.length - 1];
  return (
    <svg
      className={styles.plot}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="xMinYMin meet"
      role="img"
      aria-label={t('plot')}
      data-marking={marked === null ? undefined : ''}
      data-testid="parallel-coordinates"
    >
      {finished.map(({ key, values, run, result }) => {
        const place = last?.place(result) ?? 1;
        const points = [...values, result].map(
          (value, at) => `${across(at).toFixed(1)},${down(scales[at]?.place(value) ?? 0).toFixed(1)}`,
        );
        return (
          <path
            key={key}
            d={`M${points.join(' L')}`}
            stroke={run === null ? undefined : `var(${colorOfRun(run.runId)})`}
            strokeOpacity={0.45 + 0.55 * (isHigher ? place : 1 - place)}
            data-best={result === best ? '' : undefined}
            data-marked={key === marked ? '' : undefined}
            onPointerEnter={() => onMark(key)}
            onPointerLeave={() => onMark(null)}
          />
        );
      })}
      {scales.map((scale, at) => (
        <g key={scale.label} transform={`translate(${across(at)},0)`} textAnchor="middle">
          <line className={styles.axis} y1={TOP} y2={HEIGHT - BOTTOM} />
          <text className={styles.axisName} y={12}>
            {scale.label}
          </text>
          {scale.ticks.map(({ value, text, side }) => (
            <text key={text} {...tickPlace(side, down(scale.place(value)), at === 0)}>
              {text}
            </text>
          ))}
        </g>
      ))}
    </svg>
  );
}

/** Ends of a number's axis are above and below it, choices beside it: outside of the first axis, where no line begins. */
function tickPlace(side: 'above' | 'below' | 'beside', y: number, isFirst: boolean) {
  if (side === 'above') return { y: TOP - 6 };
  if (side === 'below') return { y: HEIGHT - 6 };
  return {
    className: styles.choice,
    x: isFirst ? -8 : 8,
    y: y + 4,
    textAnchor: isFirst ? 'end' : 'start',
  } as const;
}
