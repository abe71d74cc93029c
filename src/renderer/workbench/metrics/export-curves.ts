import { CURVE_NAMES, formatTick, METRIC_TITLES } from '../../charts/metric-format';
import {
  curvePoints,
  curveStylesOf,
  extentOf,
  hasValidation,
  METRICS,
  type Metric,
} from '../../charts/run-curves';
import { currentLanguage, i18n } from '../../messages/i18n';
import { saveFile } from '../../store/bridge/save-file';
import { type CurveViewState, useCurveView } from '../../store/runs/curve-view';
import { nameOfRun } from '../../store/runs/run-names';
import type { RunRecord } from '../../store/runs/runs-record';
import { curvesAsCsv } from './curves-csv';
import { type ChartPicture, curvesAsSvg } from './curves-svg';
import { overlaidRuns } from './overlay';
import { rasterize } from './rasterize';

function picturesNow(): ChartPicture[] {
  const { smoothing, isLogarithmic, zoom, only } = useCurveView.getState();
  return chartPictures(overlaidRuns(), { smoothing, isLogarithmic, zoom, only });
}

type Look = Pick<CurveViewState, 'smoothing' | 'isLogarithmic' | 'zoom' | 'only'> & {
  /** No run is the current one. */
  readonly isEqual?: boolean;
};

function chartPictures(
  runs: readonly RunRecord[],
  { smoothing, isLogarithmic, zoom, only, isEqual = false }: Look,
): ChartPicture[] {
  const { done } = extentOf(runs);
  const range = zoom ?? { minimum: 0, maximum: Math.max(1, done) };
  const drawn = runs.map((run) => ({
    runId: run.runId,
    hasValidation: hasValidation(run),
  }));
  const pictureOf = (metric: Metric): ChartPicture => ({
    title: i18n.t(`training:${METRIC_TITLES[metric]}`),
    range,
    isLogarithmic: isLogarithmic && (metric === 'loss' || metric === 'learningRate'),
    format: (value) => formatTick(metric, value, currentLanguage()),
    curves: curveStylesOf(drawn, metric, isEqual).flatMap((style) => {
      const run = runs.find((candidate) => candidate.runId === style.runId);
      if (run === undefined) return [];
      const label = `${nameOfRun(style.runId)}, ${i18n.t(`training:${CURVE_NAMES[style.kind]}`)}`;
      return [{ style, label, points: curvePoints(run, style.kind, metric, smoothing) }];
    }),
  });
  return METRICS.filter((metric) => only === null || metric === only).map(pictureOf);
}

/** Loss and accuracy of the runs as one picture for a white page. */
export function reportCurves(runs: readonly RunRecord[]): string {
  const look = { smoothing: 0, isLogarithmic: false, zoom: null, isEqual: true };
  const pictures = (['loss', 'accuracy'] as const).flatMap((only) => chartPictures(runs, { ...look, only }));
  return curvesAsSvg(pictures, lightColor, i18n.t('training:epochAxis'));
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

const fileName = () => i18n.t('workbench:curvesFile');

/** Every point as a table. */
export async function exportCsv(): Promise<void> {
  await saveFile(fileName(), 'csv', curvesAsCsv(overlaidRuns(), nameOfRun));
}

/** The charts as they are zoomed and smoothed now, as vector graphics. */
export async function exportSvg(): Promise<void> {
  await saveFile(fileName(), 'svg', curvesAsSvg(picturesNow(), lightColor, i18n.t('training:epochAxis')));
}

/** The charts as pixels. */
export async function exportPng(): Promise<void> {
  const svg = curvesAsSvg(picturesNow(), lightColor, i18n.t('training:epochAxis'));
  await saveFile(fileName(), 'png', await rasterize(svg));
}
