import 'uplot/dist/uPlot.min.css';
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import { useLanguage } from '../messages/useLanguage';
import { usePreferences } from '../store/bridge/preferences';
import { useCurveView, type XAxis } from '../store/runs/curve-view';
import { nameOfRun } from '../store/runs/run-names';
import { runsStore, useRuns } from '../store/runs/runs';
import type { RunRecord } from '../store/runs/runs-record';
import { formatList } from '../ui/format-list';
import styles from './CurveChart.module.css';
import { CurveLegend, type LegendReading } from './CurveLegend';
import { type CurveChart as Chart, type CrosshairReading, createCurveChart } from './curve-chart';
import { type AxisRange, alignCurves, reduceCurve } from './curve-data';
import { formatMetric, formatTick, metricTitle } from './metric-format';
import { createRedrawLoop } from './redraw-loop';
import {
  type CurveStyle,
  curvePoints,
  curveStylesOf,
  type DrawnRun,
  extentOf,
  drawnRun,
  type Metric,
  shownRuns,
} from './run-curves';
import { sharedFrame } from './shared-frame';
import {
  AT_PLACE,
  AXIS_LABELS,
  formatMark,
  formatPlace,
  growingRange,
  isPlaced,
  markDistances,
} from './x-axis';

export interface CurveChartProps {
  readonly metric: Metric;
  /** Null: the chart follows the run. */
  readonly zoom: AxisRange | null;
  readonly onZoom: (range: AxisRange | null) => void;
  /** The runs to draw, the topmost last; by default those of this window. It is called at every drawing. */
  readonly source?: RunSource;
  /** From 0 to below 1. */
  readonly smoothing?: number;
  readonly isLogarithmic?: boolean;
  /** No run is the current one: all are drawn alike. */
  readonly isEqual?: boolean;
  /** It fills the height it is given. */
  readonly isTall?: boolean;
  /** How a run is called beside other runs. */
  readonly nameOf?: (runId: string) => string;
}

/** Where a chart gets its runs from. */
export interface RunSource {
  /** The same object as long as the same runs are drawn. */
  useDrawn(): readonly DrawnRun[];
  read(): readonly RunRecord[];
  /** Calls the listener when there may be something new to draw. */
  subscribe(listener: () => void): () => void;
}

/** The runs of this window. */
const WINDOW_RUNS: RunSource = {
  useDrawn: () => {
    const keys = useRuns(useShallow((state) => shownRuns(state).map((run) => JSON.stringify(drawnRun(run)))));
    return useMemo(() => keys.map(parseKey), [keys]);
  },
  read: () => shownRuns(runsStore.getState()),
  subscribe: (listener) => runsStore.subscribe(listener),
};

/** A key instead of an object, so that it stays equal while points come in. */
function parseKey(key: string): DrawnRun {
  // It was made of one above.
  return JSON.parse(key) as DrawnRun;
}

/**
 * One metric of the window's runs over epochs, steps or time, as in all charts. The points go from the store to the canvas without passing
 * through React: React builds the frame, the redraw loop fills it.
 */
export function CurveChart(props: CurveChartProps) {
  const { metric, source = WINDOW_RUNS, isTall = false, isEqual = false } = props;
  const { t } = useTranslation('training');
  const language = useLanguage();
  const host = useRef<HTMLDivElement>(null);
  const xAxis = useCurveView((state) => state.xAxis);
  const [latest, setLatest] = useState<LatestReading>({ place: null, values: [], unplaced: [] });
  const [crosshair, setCrosshair] = useState<CrosshairReading | null>(null);
  // The chart is created again when a curve comes or goes, not when one grows: this stays the same while points come in.
  const drawn = source.useDrawn();
  const curveStyles = useMemo(() => curveStylesOf(drawn, metric, isEqual), [drawn, metric, isEqual]);
  const title = metricTitle(metric, language);
  useDrawnChart(host, props, { curveStyles, onLatest: setLatest, onCrosshair: setCrosshair });

  return (
    <figure className={styles.figure} data-tall={isTall ? '' : undefined} data-metric={metric}>
      <CurveLegend
        title={title}
        curves={curveStyles}
        reading={crosshair ?? latest}
        format={(value) => formatMetric(metric, value, language)}
        formatPlace={(place) => t(AT_PLACE[xAxis], { place: formatPlace(xAxis, place, language) })}
        {...(props.nameOf === undefined ? {} : { nameOf: props.nameOf })}
      />
      <div
        ref={host}
        className={styles.host}
        role="img"
        aria-label={t('chartDescription', { metric: title, axis: t(AXIS_LABELS[xAxis]) })}
      />
      {latest.unplaced.length === 0 ? null : (
        <p className={styles.note} data-testid="no-step-times">
          {t('noStepTimes', { runs: formatList(latest.unplaced.map(nameOfRun), language) })}
        </p>
      )}
    </figure>
  );
}

interface LatestReading extends LegendReading {
  /** Runs of which not all points have a place on the axis. */
  readonly unplaced: readonly string[];
}

interface ChartParts {
  /** The same object as long as the same curves are drawn. */
  readonly curveStyles: readonly CurveStyle[];
  readonly onLatest: (reading: LatestReading) => void;
  readonly onCrosshair: (reading: CrosshairReading | null) => void;
}

/** Creates the chart in its element, and draws it whenever there is something new to draw. */
function useDrawnChart(
  host: RefObject<HTMLDivElement | null>,
  { metric, zoom, onZoom, source = WINDOW_RUNS, smoothing = 0, isLogarithmic = false }: CurveChartProps,
  { curveStyles, onLatest, onCrosshair }: ChartParts,
): void {
  const { t } = useTranslation('training');
  const language = useLanguage();
  const textScale = usePreferences(({ settings }) => settings.textScale);
  const xAxis = useCurveView((state) => state.xAxis);
  const drawing = useRef({ zoom, smoothing });
  const requestDraw = useRef<() => void>(() => undefined);
  const valueLabel = metricTitle(metric, language);
  const xLabel = t(AXIS_LABELS[xAxis]);

  useEffect(() => {
    const element = host.current;
    if (element === null) return;
    const chart = createCurveChart({
      host: element,
      metric,
      isLogarithmic,
      styles: curveStyles,
      xLabel,
      valueLabel,
      xMarks: {
        distances: markDistances(xAxis),
        room: xAxis === 'time' ? 64 : 40,
        format: (place) => formatMark(xAxis, place, language),
      },
      formatTick: (value) => formatTick(metric, value, language),
      axisSize: metric === 'memory' ? 56 : 42,
      textScale,
      readColor,
      onCrosshair,
      onZoom,
    });
    const draw = () =>
      onLatest(drawRuns(chart, metric, curveStyles, source.read(), { xAxis, ...drawing.current }));
    const loop = createRedrawLoop(draw, FRAMES_PER_SECOND, sharedFrame);
    requestDraw.current = loop.request;
    loop.request();
    const stopFollowing = followRunsThemeAndSize(element, chart, source, loop.request);
    return () => {
      stopFollowing();
      loop.end();
      chart.destroy();
    };
  }, [
    host,
    curveStyles,
    metric,
    isLogarithmic,
    language,
    textScale,
    xAxis,
    xLabel,
    valueLabel,
    onZoom,
    source,
    onLatest,
    onCrosshair,
  ]);

  useEffect(() => {
    drawing.current = { zoom, smoothing };
    requestDraw.current();
  }, [zoom, smoothing]);
}

interface Drawing {
  readonly xAxis: XAxis;
  readonly zoom: AxisRange | null;
  readonly smoothing: number;
}

/** Draws what there is now; returns the newest value of each curve. */
function drawRuns(
  chart: Chart,
  metric: Metric,
  styles: readonly CurveStyle[],
  runs: readonly RunRecord[],
  { xAxis, zoom, smoothing }: Drawing,
): LatestReading {
  const extent = extentOf(runs, xAxis);
  const range = zoom ?? growingRange(extent.done, extent.inAll, xAxis);
  const curves = styles.map((style) => {
    const run = runs.find((candidate) => candidate.runId === style.runId);
    return run === undefined ? { x: [], y: [] } : curvePoints(run, style.kind, metric, { xAxis, smoothing });
  });
  // Asking the page for the width would have it lay itself out again, once a chart.
  const columns = Math.max(50, chart.width);
  chart.draw(alignCurves(curves.map((curve) => reduceCurve(curve, range, columns))), range, zoom !== null);
  const unplaced = runs.filter(
    (run) =>
      !isPlaced(run, xAxis) && styles.some(({ runId, kind }) => runId === run.runId && kind === 'running'),
  );
  return {
    place: null,
    values: curves.map((curve) => curve.y[curve.y.length - 1] ?? null),
    unplaced: unplaced.map(({ runId }) => runId),
  };
}

/** While it is zoomed or resized. */
const FRAMES_PER_SECOND = 30;
/** New points are drawn no more often: where no graphics card draws, every drawing takes time from the training. */
const NEWS_MILLISECONDS = 450;
/** Waited for the next news, so that what is left over is drawn with them, in their frame. */
const SLACK_MILLISECONDS = 100;

/**
 * Asks for a redraw when points come in, the theme changes or the panel is resized. Points that come after a while are drawn at once, in the
 * frame in which the rest of the window shows them: its own frame would cost as much again.
 */
function followRunsThemeAndSize(
  host: HTMLElement,
  chart: Chart,
  source: RunSource,
  request: () => void,
): () => void {
  let asked = Number.NEGATIVE_INFINITY;
  let news: ReturnType<typeof setTimeout> | undefined;
  const ask = () => {
    clearTimeout(news);
    news = undefined;
    asked = performance.now();
    request();
  };
  const unsubscribe = source.subscribe(() => {
    const wait = asked + NEWS_MILLISECONDS - performance.now();
    if (wait <= 0) ask();
    else news ??= setTimeout(ask, wait + SLACK_MILLISECONDS);
  });
  const theme = new MutationObserver(request);
  theme.observe(document.documentElement, { attributes: true });
  const size = new ResizeObserver(() => {
    chart.resize(host.clientWidth, host.clientHeight);
    request();
  });
  size.observe(host);
  return () => {
    unsubscribe();
    clearTimeout(news);
    theme.disconnect();
    size.disconnect();
  };
}

function readColor(token: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(token).trim();
}
