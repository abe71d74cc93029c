import { CURVE_NAMES, formatTick, metricTitle } from '../../charts/metric-format';
import {
  curvePoints,
  curveStylesOf,
  drawnRun,
  extentOf,
  type Metric,
  mainMetricOf,
  metricsOf,
} from '../../charts/run-curves';
import { AXIS_LABELS, axisMarks, formatMark, growingRange } from '../../charts/x-axis';
import { currentLanguage, i18n } from '../../messages/i18n';
import { saveFile } from '../../store/bridge/save-file';
import { type CurveViewState, useCurveView } from '../../store/runs/curve-view';
import { nameOfRun } from '../../store/runs/run-names';
import { type RunRecord, targetOf } from '../../store/runs/runs-record';
import type { CurvesFormat } from '../../store/view/workbench-actions';
import { curvesAsCsv } from './curves-csv';
import { type ChartPicture, curvesAsSvg, type PictureAxis } from './curves-svg';
import { overlaidRuns } from './overlay';
import { rasterize } from './rasterize';

function picturesNow(): ChartPicture[] {
  return chartPictures(overlaidRuns(), useCurveView.getState());
}

type Look = Pick<CurveViewState, 'smoothing' | 'isLogarithmic' | 'xAxis' | 'zoom' | 'only'> & {
  /** No run is the current one. */
  readonly isEqual?: boolean;
};

function chartPictures(
  runs: readonly RunRecord[],
  { smoothing, isLogarithmic, xAxis, zoom, only, isEqual = false }: Look,
): ChartPicture[] {
  const { done } = extentOf(runs, xAxis);
  const range = zoom ?? growingRange(done, done, xAxis);
  const drawn = runs.map(drawnRun);
  const pictureOf = (metric: Metric): ChartPicture => ({
    title: metricTitle(metric, currentLanguage()),
    range,
    isLogarithmic: isLogarithmic && (metric === 'loss' || metric === 'learningRate'),
    format: (value) => formatTick(metric, value, currentLanguage()),
    curves: curveStylesOf(drawn, metric, isEqual).flatMap((style) => {
      const run = runs.find((candidate) => candidate.runId === style.runId);
      if (run === undefined) return [];
      const label = `${nameOfRun(style.runId)}, ${i18n.t(`training:${CURVE_NAMES[style.kind]}`)}`;
      return [{ style, label, points: curvePoints(run, style.kind, metric, { xAxis, smoothing }) }];
    }),
  });
  const metrics = metricsOf(drawn);
  return metrics.filter((metric) => only === null || metric === only).map(pictureOf);
}

/** The axis that the charts have now. */
function axisNow(): PictureAxis {
  const { xAxis } = useCurveView.getState();
  return {
    label: i18n.t(`training:${AXIS_LABELS[xAxis]}`),
    marks: (range, most) => axisMarks(xAxis, range, most),
    format: (place) => formatMark(xAxis, place, currentLanguage()),
  };
}

/** Loss and main metric of the runs as one picture for a white page, over the axis that the charts have now. */
export function reportCurves(runs: readonly RunRecord[]): string {
  const { xAxis } = useCurveView.getState();
  const look = { smoothing: 0, isLogarithmic: false, xAxis, zoom: null, isEqual: true };
  const metrics = ['loss', ...new Set(runs.map((run) => mainMetricOf(targetOf(run))))];
  const pictures = metrics.flatMap((only) => chartPictures(runs, { ...look, only }));
  return curvesAsSvg(pictures, lightColor, axisNow());
}

/** Colors of the light theme, for a white page. */
export function lightColor(token: string): string {
  const root = document.documentElement;
  const { theme } = root.dataset;
  root.dataset.theme = 'light';
  const color = getComputedStyle(root).getPropertyValue(token).trim();
  root.dataset.theme = theme ?? 'light';
  return color;
}

/** Every point as a table, or the charts as they are zoomed and smoothed now, as vector graphics or pixels. */
export async function exportCurves(format: CurvesFormat): Promise<void> {
  await saveFile(i18n.t('workbench:curvesFile'), format, await contentAs(format));
}

async function contentAs(format: CurvesFormat): Promise<Parameters<typeof saveFile>[2]> {
  if (format === 'csv') return curvesAsCsv(overlaidRuns(), nameOfRun);
  const svg = curvesAsSvg(picturesNow(), lightColor, axisNow());
  return format === 'svg' ? svg : await rasterize(svg);
}
