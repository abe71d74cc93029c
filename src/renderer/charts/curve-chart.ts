import uPlot from 'uplot';
import { metric as metricDescription } from '../../graph-runtime/targets/metrics';
import { type AlignedColumns, type AxisRange, nearestFilledRow } from './curve-data';
import { type CurveStyle, isMonitored, type Metric } from './run-curves';

/** What is under the crosshair: the place on the axis, and per curve its nearest measured value. */
export interface CrosshairReading {
  readonly place: number;
  readonly values: readonly (number | null)[];
}

export interface CurveChartOptions {
  readonly host: HTMLElement;
  readonly metric: Metric;
  /** Values in powers of ten; what is not above zero is left out. */
  readonly isLogarithmic?: boolean;
  /** Room for the value axis, in pixels at the normal text size. */
  readonly axisSize?: number;
  /** The size of the text, 1 for the normal one. */
  readonly textScale?: number;
  readonly styles: readonly CurveStyle[];
  /** Axis labels, in the user's language. */
  readonly xLabel: string;
  readonly valueLabel: string;
  /** Distances that marks of the horizontal axis may have, ascending, and how one is written. */
  readonly xMarks: {
    readonly distances: readonly number[];
    /** Room for a mark, in pixels at the normal text size. */
    readonly room: number;
    readonly format: (place: number) => string;
  };
  readonly formatTick: (value: number) => string;
  /** Reads a color token; asked at every drawing, so a new theme needs a redraw only. */
  readonly readColor: (token: string) => string;
  readonly onCrosshair: (reading: CrosshairReading | null) => void;
  /** A range was dragged over, or the whole was asked for again (null). */
  readonly onZoom: (range: AxisRange | null) => void;
}

/** One chart on the page. */
export interface CurveChart {
  /** In pixels of the page. */
  readonly width: number;
  draw(columns: AlignedColumns, range: AxisRange, isZoomed: boolean): void;
  resize(width: number, height: number): void;
  destroy(): void;
}

/** Crosshairs of the charts move together. */
const SYNC_KEY = 'training-curves';
const SHORTEST_ZOOM_DRAG = 6;
const FONT = 'system-ui, "Noto Sans", "Noto Sans CJK TC", "Noto Sans TC", sans-serif';
/** In pixels at the normal text size. */
const FONT_SIZE = 11;

/** Puts a chart into its host. It shows nothing until `draw`. */
export function createCurveChart(options: CurveChartOptions): CurveChart {
  let range: AxisRange = { minimum: 0, maximum: 1 };
  let isZoomed = false;
  const readRange = (): uPlot.Range.MinMax => [range.minimum, range.maximum];
  const plot = new uPlot(
    {
      width: Math.max(1, options.host.clientWidth),
      height: Math.max(1, options.host.clientHeight),
      padding: [8, 12, 0, 0],
      legend: { show: false },
      scales: {
        x: { time: false, range: readRange },
        y: options.isLogarithmic
          ? { distr: 3, log: 10, range: (_, lowest, highest) => logarithmicRange(lowest, highest) }
          : { range: (_, lowest, highest) => valueRange(options.metric, lowest, highest, isZoomed) },
      },
      axes: [xAxis(options), valueAxis(options)],
      series: [{}, ...options.styles.map((style) => seriesOf(style, options.readColor))],
      cursor: cursorOf(),
      hooks: {
        setCursor: [(self) => options.onCrosshair(readingOf(self))],
        setSelect: [
          (self) => {
            if (self.select.width >= SHORTEST_ZOOM_DRAG) options.onZoom(selectedRange(self));
            if (self.select.width > 0) self.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
          },
        ],
      },
    },
    [[], ...options.styles.map(() => [])],
    options.host,
  );
  const showAll = () => options.onZoom(null);
  plot.over.addEventListener('dblclick', showAll);
  return {
    get width() {
      return plot.width;
    },
    draw: (columns, newRange, newIsZoomed) => {
      range = newRange;
      isZoomed = newIsZoomed;
      plot.setData(columns);
    },
    resize: (width, height) => plot.setSize({ width: Math.max(1, width), height: Math.max(1, height) }),
    destroy: () => {
      plot.over.removeEventListener('dblclick', showAll);
      plot.destroy();
    },
  };
}

/**
 * Shares are shown from 0 to 1 and losses and errors from 0, so that curves of different runs look the same size; a zoomed chart shows what
 * lies in the range as large as it gets.
 */
function valueRange(
  metric: Metric,
  lowest: number | null,
  highest: number | null,
  isZoomed: boolean,
): uPlot.Range.MinMax {
  if (lowest === null || highest === null) return [0, 1];
  if (!isZoomed || metric === 'learningRate' || metric === 'memory')
    return wholeRange(metric, lowest, highest);
  const margin = Math.max((highest - lowest) * 0.08, Math.abs(highest) * 1e-6, 1e-9);
  const [least, most] = boundsOf(metric);
  return [Math.max(least, lowest - margin), Math.min(most, highest + margin)];
}

/** What the values of a metric cannot leave: shares lie between 0 and 1, errors are not negative, what is better the higher it is may be. */
function boundsOf(metric: Metric): readonly [least: number, most: number] {
  if (!isMonitored(metric) || metric === 'loss') return [0, Number.POSITIVE_INFINITY];
  const { format, better } = metricDescription(metric);
  if (format === 'share') return [0, 1];
  return [better === 'higher' ? Number.NEGATIVE_INFINITY : 0, Number.POSITIVE_INFINITY];
}

/** The range of a chart that shows a whole run. */
function wholeRange(metric: Metric, lowest: number, highest: number): uPlot.Range.MinMax {
  const [least, most] = boundsOf(metric);
  if (Number.isFinite(most)) return [least, most];
  const top = highest > 0 ? highest * 1.05 : 1;
  // R² begins anywhere below zero: more of that than the rest is high would leave no room for the rest.
  return [Number.isFinite(least) || lowest >= 0 ? 0 : Math.max(lowest, -Math.max(top, 1)), top];
}

/** The powers of ten around the values would leave much of the chart empty: a little room on either side is enough. */
function logarithmicRange(lowest: number | null, highest: number | null): uPlot.Range.MinMax {
  if (lowest === null || highest === null || highest <= 0) return [0.001, 1];
  const least = lowest > 0 ? lowest : highest / 1_000;
  return [least / 1.15, highest * 1.15];
}

function xAxis(options: CurveChartOptions): uPlot.Axis {
  const { textScale = 1, xLabel, xMarks } = options;
  return {
    ...axisLook(options),
    label: xLabel,
    size: 24 * textScale,
    space: xMarks.room * textScale,
    incrs: [...xMarks.distances],
    values: (_, splits) => splits.map(xMarks.format),
  };
}

function valueAxis(options: CurveChartOptions): uPlot.Axis {
  const { textScale = 1 } = options;
  return {
    ...axisLook(options),
    label: options.valueLabel,
    size: (options.axisSize ?? 42) * textScale,
    space: 28 * textScale,
    // On a logarithmic axis the plotting library leaves places without a text.
    values: (_, splits) => splits.map((value) => (value == null ? '' : options.formatTick(value))),
  };
}

function axisLook({ readColor, textScale = 1 }: CurveChartOptions): uPlot.Axis {
  const font = `${FONT_SIZE * textScale}px ${FONT}`;
  return {
    stroke: () => readColor('--color-text-muted'),
    font,
    labelFont: font,
    labelSize: 18 * textScale,
    labelGap: 0,
    grid: { stroke: () => readColor('--color-border'), width: 1 },
    ticks: { stroke: () => readColor('--color-border'), width: 1, size: 4 },
    gap: 4,
  };
}

function seriesOf(style: CurveStyle, readColor: (token: string) => string): uPlot.Series {
  const stroke = () => readColor(style.color);
  return {
    stroke,
    width: style.width,
    alpha: style.alpha,
    dash: [...style.dash],
    spanGaps: true,
    points: { show: style.hasPoints, size: 5, space: 0, stroke, fill: stroke },
  };
}

function cursorOf(): uPlot.Cursor {
  return {
    y: false,
    drag: { x: true, y: false, setScale: false },
    points: { size: 7 },
    sync: { key: SYNC_KEY, setSeries: false, scales: ['x', null] },
    // Curves have their own places on the axis: each shows its point nearest to the crosshair.
    dataIdx: (self, seriesIndex, row) => {
      const places = self.data[0];
      const column = self.data[seriesIndex];
      return places === undefined || column === undefined ? null : nearestFilledRow(places, column, row);
    },
  };
}

function readingOf(plot: uPlot): CrosshairReading | null {
  const { left, idxs } = plot.cursor;
  if (left === undefined || left < 0 || idxs === undefined || plot.data[0]?.length === 0) return null;
  return {
    place: plot.posToVal(left, 'x'),
    values: plot.series.slice(1).map((_, index) => {
      const row = idxs[index + 1];
      return row == null ? null : (plot.data[index + 1]?.[row] ?? null);
    }),
  };
}

function selectedRange(plot: uPlot): AxisRange {
  const { left, width } = plot.select;
  return { minimum: plot.posToVal(left, 'x'), maximum: plot.posToVal(left + width, 'x') };
}
