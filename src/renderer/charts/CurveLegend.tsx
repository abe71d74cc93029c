import { useTranslation } from 'react-i18next';
import { nameOfRun } from '../store/runs/run-names';
import styles from './CurveLegend.module.css';
import { CURVE_NAMES } from './metric-format';
import type { CurveStyle } from './run-curves';

/** Values of the curves, in their order; `place` (on the horizontal axis) is null when they are the newest ones. */
export interface LegendReading {
  readonly place: number | null;
  readonly values: readonly (number | null)[];
}

export interface CurveLegendProps {
  readonly title: string;
  readonly curves: readonly CurveStyle[];
  readonly reading: LegendReading;
  readonly format: (value: number) => string;
  /** Where the crosshair is, in words. */
  readonly formatPlace: (place: number) => string;
  /** How a run is called beside other runs; by default as everywhere. */
  readonly nameOf?: (runId: string) => string;
}

/** Names the curves of a chart, with their values under the crosshair or else their newest ones. */
export function CurveLegend({ title, curves, reading, format, formatPlace, nameOf }: CurveLegendProps) {
  const { t } = useTranslation('training');
  const isAlone = new Set(curves.map((curve) => curve.kind)).size === 1;
  const labelOf = ({ runId, kind, isCurrentRun }: CurveStyle): string => {
    const curve = t(CURVE_NAMES[kind]);
    if (isCurrentRun && (nameOf === undefined || !isAlone)) return isAlone ? '' : curve;
    const run = (nameOf ?? nameOfRun)(runId);
    return isAlone ? run : t('runCurve', { run, curve });
  };
  // The current run's curves are drawn last, on top of the others, and named first.
  const numbered = curves.map((style, index) => ({ style, index }));
  // Of runs laid beside it one curve each is named: with many runs the names would take the chart's place.
  const listed = [
    ...numbered.filter(({ style }) => style.isCurrentRun),
    ...numbered.filter(({ style }) => !style.isCurrentRun && (isAlone || style.kind === 'test')),
  ];
  const current = curves.find((style) => style.isCurrentRun);
  return (
    <figcaption className={styles.legend}>
      <span className={styles.title}>{title}</span>
      {curves.some((style) => style.kind === 'train' && !style.isCurrentRun) ? (
        <span className={styles.place}>{t('dashedIsTrain')}</span>
      ) : null}
      <span className={styles.place}>
        {reading.place === null ? t('latest') : formatPlace(reading.place)}
      </span>
      <ul className={styles.list}>
        {/* Its name once, for all of its curves. */}
        {current === undefined || nameOf === undefined || isAlone ? null : (
          <li className={styles.run}>{nameOf(current.runId)}</li>
        )}
        {listed.map(({ style, index }) => {
          const value = reading.values[index] ?? null;
          return (
            <li key={`${style.runId} ${style.kind}`} className={styles.item}>
              <CurveMark style={style} />
              <span>{labelOf(style)}</span>
              <span className={styles.value}>{value === null ? '–' : format(value)}</span>
            </li>
          );
        })}
      </ul>
    </figcaption>
  );
}

/** The curve's line in small: color, dashes and points as in the chart. */
function CurveMark({ style }: { readonly style: CurveStyle }) {
  const color = `var(${style.color})`;
  return (
    <svg className={styles.mark} viewBox="0 0 20 8" aria-hidden="true">
      <line
        x1="0"
        x2="20"
        y1="4"
        y2="4"
        stroke={color}
        strokeWidth={style.width}
        strokeOpacity={style.alpha}
        strokeDasharray={style.dash.join(' ')}
      />
      {style.hasPoints ? <circle cx="10" cy="4" r="2.5" fill={color} /> : null}
    </svg>
  );
}
