import 'uplot/dist/uPlot.min.css';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import { useLanguage } from '../../messages/useLanguage';
import { runsStore, useRuns } from '../../store/runs';
import { formatAccuracy, formatLoss } from '../figures';
import styles from './CurveChart.module.css';
import { CurveLegend, type LegendReading } from './CurveLegend';
import { type CurveChart as Chart, type CrosshairReading, createCurveChart } from './curve-chart';
import { alignCurves, type EpochRange, growingRange, reduceCurve } from './curve-data';
import { createRedrawLoop } from './redraw-loop';
import { type CurveStyle, curvePoints, curveStylesOf, extentOf, type Metric, shownRuns } from './run-curves';

export interface CurveChartProps {
  readonly metric: Metric;
  /** Null: the chart follows the run. */
  readonly zoom: EpochRange | null;
  readonly onZoom: (range: EpochRange | null) => void;
}

/**
 * One metric of the session's runs over the epochs. The points go from the store to the canvas without passing through React:
 * React builds the frame, the redraw loop fills it.
 */
export function CurveChart({ metric, zoom, onZoom }: CurveChartProps) {
  const { t } = useTranslation('training');
  const language = useLanguage();
  const host = useRef<HTMLDivElement>(null);
  const zoomNow = useRef(zoom);
  const requestDraw = useRef<() => void>(() => undefined);
  const [latest, setLatest] = useState<LegendReading>({ epoch: null, values: [] });
  const [crosshair, setCrosshair] = useState<CrosshairReading | null>(null);
  // The chart is built anew when a curve comes or goes, not when one grows: ids stay the same while points come in.
  const shownIds = useRuns(useShallow((state) => shownRuns(state).map((run) => run.runId)));
  const curveStyles = useMemo(
    () => curveStylesOf(runsStore.getState().runs.filter((run) => shownIds.includes(run.runId))),
    [shownIds],
  );
  const title = t(metric === 'loss' ? 'lossChart' : 'accuracyChart');
  const epochLabel = t('epochAxis');

  useEffect(() => {
    const element = host.current;
    if (element === null) return;
    const chart = createCurveChart({
      host: element,
      metric,
      styles: curveStyles,
      epochLabel,
      valueLabel: title,
      formatTick: (value) => formatTick(metric, value, language),
      readColor,
      onCrosshair: setCrosshair,
      onZoom,
    });
    const loop = createRedrawLoop(() =>
      setLatest(drawRuns(chart, element, metric, curveStyles, zoomNow.current)),
    );
    requestDraw.current = loop.request;
    loop.request();
    const stopFollowing = followRunsThemeAndSize(element, chart, loop.request);
    return () => {
      stopFollowing();
      loop.end();
      chart.destroy();
    };
  }, [curveStyles, metric, language, epochLabel, title, onZoom]);

  useEffect(() => {
    zoomNow.current = zoom;
    requestDraw.current();
  }, [zoom]);

  return (
    <figure className={styles.figure}>
      <CurveLegend
        title={title}
        curves={curveStyles}
        reading={crosshair ?? latest}
        format={metric === 'loss' ? formatLoss : formatAccuracy}
      />
      <div
        ref={host}
        className={styles.host}
        role="img"
        aria-label={t('chartDescription', { metric: title })}
      />
    </figure>
  );
}

/** Draws what the store holds now; returns the newest value of each curve. */
function drawRuns(
  chart: Chart,
  host: HTMLElement,
  metric: Metric,
  styles: readonly CurveStyle[],
  zoom: EpochRange | null,
): LegendReading {
  const runs = shownRuns(runsStore.getState());
  const extent = extentOf(runs);
  const range = zoom ?? growingRange(extent.done, extent.inAll);
  const curves = styles.map((style) => {
    const run = runs.find((candidate) => candidate.runId === style.runId);
    return run === undefined ? { x: [], y: [] } : curvePoints(run, style.kind, metric);
  });
  const columns = Math.max(50, host.clientWidth);
  chart.draw(alignCurves(curves.map((curve) => reduceCurve(curve, range, columns))), range, zoom !== null);
  return { epoch: null, values: curves.map((curve) => curve.y[curve.y.length - 1] ?? null) };
}

/** Asks for a redraw when points come in, the theme changes or the panel is resized. */
function followRunsThemeAndSize(host: HTMLElement, chart: Chart, request: () => void): () => void {
  const unsubscribe = runsStore.subscribe(request);
  const theme = new MutationObserver(request);
  theme.observe(document.documentElement, { attributes: true });
  const size = new ResizeObserver(() => {
    chart.resize(host.clientWidth, host.clientHeight);
    request();
  });
  size.observe(host);
  return () => {
    unsubscribe();
    theme.disconnect();
    size.disconnect();
  };
}

function formatTick(metric: Metric, value: number, language: string): string {
  return metric === 'accuracy'
    ? `${Math.round(value * 1_000) / 10}%`
    : new Intl.NumberFormat(language, { maximumSignificantDigits: 4 }).format(value);
}

function readColor(token: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(token).trim();
}
