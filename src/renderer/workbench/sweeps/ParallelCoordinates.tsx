import { useTranslation } from 'react-i18next';
import type { SweepAxis } from '../../../contract/contract';
import { colorOfRun } from '../../charts/run-colors';
import { useLanguage } from '../../messages/useLanguage';
import { formatAccuracy } from '../../ui/figures';
import { parameterLabel } from './parameter-label';
import styles from './SweepsView.module.css';
import type { Trial } from './trial';

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

/** An axis of the plot: where a value lies, 0 at the bottom and 1 at the top. */
interface Scale {
  readonly label: string;
  readonly lowest: string;
  readonly highest: string;
  place(value: number): number;
}

/**
 * A line for every finished trial through its values and to its accuracy, in its run's color, the stronger the better (Inselberg 1985).
 * Axes whose values span more than two powers of ten are logarithmic.
 */
export function ParallelCoordinates({ axes, trials, marked, onMark }: ParallelCoordinatesProps) {
  const { t } = useTranslation('sweeps');
  const language = useLanguage();
  const finished = trials.flatMap((trial) => {
    const accuracy = trial.run?.bestTestAccuracy;
    return accuracy == null ? [] : [{ ...trial, accuracy }];
  });
  if (finished.length === 0) return <p className={styles.muted}>{t('noResults')}</p>;
  const accuracies = finished.map(({ accuracy }) => accuracy);
  const best = Math.max(...accuracies);
  const scales: Scale[] = [
    ...axes.map(({ parameter }, at) =>
      scaleOf(
        parameterLabel(parameter),
        trials.map(({ values }) => values[at] ?? 0),
        (value) => String(Number(value.toPrecision(3))),
      ),
    ),
    scaleOf(t('accuracy'), accuracies, (value) => formatAccuracy(value, language), true),
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
      {finished.map(({ key, values, run, accuracy }) => {
        const points = [...values, accuracy].map(
          (value, at) => `${across(at).toFixed(1)},${down(scales[at]?.place(value) ?? 0).toFixed(1)}`,
        );
        return (
          <path
            key={key}
            d={`M${points.join(' L')}`}
            stroke={run === null ? undefined : `var(${colorOfRun(run.runId)})`}
            strokeOpacity={0.45 + 0.55 * (last?.place(accuracy) ?? 1)}
            data-best={accuracy === best ? '' : undefined}
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
          <text y={TOP - 6}>{scale.highest}</text>
          <text y={HEIGHT - 6}>{scale.lowest}</text>
        </g>
      ))}
    </svg>
  );
}

function scaleOf(
  label: string,
  values: readonly number[],
  format: (value: number) => string,
  isLinear = false,
): Scale {
  const lowest = Math.min(...values);
  const highest = Math.max(...values);
  const isLogarithmic = !isLinear && lowest > 0 && highest / lowest > 50;
  const on = (value: number) => (isLogarithmic ? Math.log(value) : value);
  const span = on(highest) - on(lowest);
  return {
    label,
    lowest: format(lowest),
    highest: format(highest),
    // With one value only, it is in the middle.
    place: (value) => (span === 0 ? 0.5 : (on(value) - on(lowest)) / span),
  };
}
