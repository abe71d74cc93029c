import { type EpochPoint, isActivePhase, mainMetric, type RunOutput } from '../../contract/contract';
import { epochValue, measuredMetrics } from '../../contract/curves-csv';
import { type MetricId, outputMetricId, type TargetMetricId } from '../../graph-runtime/targets/metrics';
import { targetKind } from '../../graph-runtime/targets/registry';
import type { TargetKindId } from '../../graph-runtime/targets/target-kind';
import type { XAxis } from '../store/runs/curve-view';
import type { RunsState } from '../store/runs/runs';
import type { SeriesColumn } from '../../contract/step-series';
import { outputsOf, type RunRecord, targetOf } from '../store/runs/runs-record';
import type { Curve } from './curve-data';
import { colorOfRun } from './run-colors';
import { smoothedColumn } from './smoothing';
import { epochPlaces, stepPlaces, stepsPerEpochOf } from './x-axis';

/** What every run has, besides its loss. */
const COURSE = ['learningRate', 'speed', 'memory'] as const;

/** What is measured on each part of the data; the others have one curve, `running`. */
export type MonitoredMetric = 'loss' | MetricId;

/** What can be drawn over the course of a run. */
export type Metric = MonitoredMetric | (typeof COURSE)[number];

export function isMonitored(metric: Metric): metric is MonitoredMetric {
  return !COURSE.some((name) => name === metric);
}

/** What a run is trained for, as far as its metrics depend on it. */
export interface MeasuredRun {
  /** One class where it is not said. */
  readonly target?: TargetKindId;
  /** Of several main outputs; absent: there is one. */
  readonly outputs?: readonly RunOutput[] | undefined;
  /** What layers add to the loss; absent: nothing. */
  readonly layerMetrics?: readonly TargetMetricId[] | undefined;
}

/** What can be drawn of runs: their losses, their metrics, and what every run has. */
export function metricsOf(runs: Iterable<MeasuredRun>): readonly Metric[] {
  return ['loss', ...new Set([...runs].flatMap(measuredOf)), ...COURSE];
}

/** The metrics of a run that are measured while it trains: the main one first, those of each of several outputs last. */
export function measuredOf({
  target = 'class',
  outputs = [],
  layerMetrics = [],
}: MeasuredRun): readonly MetricId[] {
  const named = outputs.flatMap(({ path, target: own }) => [
    outputMetricId('loss', path),
    ...measuredMetrics(own).map((id) => outputMetricId(id, path)),
  ]);
  return [...measuredMetrics(target), ...layerMetrics, ...named];
}

/** The metric by which runs of a kind are compared. */
export function mainMetricOf(target: TargetKindId): TargetMetricId {
  return mainMetric(targetKind(target));
}

/** `running`: as the trainer reports it, several times a second; the others: one point per epoch. */
export type CurveKind = 'running' | 'train' | 'validation' | 'test';

/** How one curve of a chart is drawn. */
export interface CurveStyle {
  readonly runId: string;
  readonly kind: CurveKind;
  readonly isCurrentRun: boolean;
  /** Name of a color token: the run's, in every chart. */
  readonly color: string;
  readonly width: number;
  readonly alpha: number;
  readonly dash: readonly number[];
  readonly hasPoints: boolean;
}

/** The runs whose curves are drawn: the current one, which is the last, and the earlier ones not hidden. */
export function shownRuns({ runs, hiddenRunIds }: Pick<RunsState, 'runs' | 'hiddenRunIds'>): RunRecord[] {
  return runs.filter((run, index) => index === runs.length - 1 || !hiddenRunIds.has(run.runId));
}

/** What a run's curves depend on, apart from their points. */
export type DrawnRun = Pick<RunRecord, 'runId'> & {
  readonly hasValidation?: boolean;
  readonly target?: TargetKindId;
  readonly outputs?: readonly RunOutput[] | undefined;
  readonly layerMetrics?: readonly TargetMetricId[] | undefined;
};

/** What is drawn of a run. */
export function drawnRun(run: RunRecord): DrawnRun {
  const outputs = outputsOf(run);
  return {
    ...{ runId: run.runId, hasValidation: hasValidation(run), target: targetOf(run) },
    ...(outputs && { outputs }),
    ...(run.compiled?.layerMetrics && { layerMetrics: run.compiled.layerMetrics }),
  };
}

/** Which of a run's curves it is, whatever its color: the training curve is dashed, the validation curve dotted, the test curve solid. */
const DASHES: Readonly<Record<CurveKind, readonly number[]>> = {
  running: [],
  train: [6, 4],
  validation: [2, 3],
  test: [],
};

/**
 * The curves to draw, from the lowest to the topmost: per epoch those of the earlier runs, then all of the current run, in stronger lines.
 * All curves of a run have its color. With `isEqual` no run is the current one.
 */
export function curveStylesOf(
  shown: readonly DrawnRun[],
  metric: Metric = 'loss',
  isEqual = false,
): CurveStyle[] {
  return shown.flatMap((run, index): CurveStyle[] => {
    const { runId, hasValidation = false } = run;
    const isCurrentRun = !isEqual && index === shown.length - 1;
    const shared = { runId, isCurrentRun, color: colorOfRun(runId), alpha: 1 };
    const style = (kind: CurveKind, width: number, hasPoints = false): CurveStyle => ({
      ...shared,
      kind,
      width,
      hasPoints,
      dash: DASHES[kind],
    });
    if (!isMonitored(metric)) return [style('running', 1.5)];
    // Runs of another kind do not have it.
    if (metric !== 'loss' && !measuredOf(run).includes(metric)) return [];
    const running = isCurrentRun ? [{ ...style('running', 1), alpha: 0.7 }] : [];
    return [
      ...running,
      style('train', isCurrentRun ? 2 : 1.25),
      ...(hasValidation ? [style('validation', isCurrentRun ? 2 : 1.25, isCurrentRun)] : []),
      style('test', isCurrentRun ? 2 : 1.5, true),
    ];
  });
}

/** Whether a run holds examples out for validation. */
export function hasValidation(run: Pick<RunRecord, 'compiled' | 'epochs'>): boolean {
  return (run.compiled?.validationCount ?? 0) > 0 || run.epochs.last?.validationLoss !== undefined;
}

/** How the points of a curve are placed and flattened. */
export interface CurveLook {
  readonly xAxis: XAxis;
  /** From 0 (as measured) to below 1: flattens what the trainer reports live. */
  readonly smoothing: number;
}

const PLAIN: CurveLook = { xAxis: 'epochs', smoothing: 0 };

/** Points of one curve; `x` is in the unit of the axis. Of points without a place on it, none. */
export function curvePoints(
  run: RunRecord,
  kind: CurveKind,
  metric: Metric,
  { xAxis, smoothing }: CurveLook = PLAIN,
): Curve {
  if (kind === 'running' && hasValues(run, metric)) {
    const { from, x } = stepPlaces(run, xAxis);
    if (x.length > 0) return { x, y: smoothedColumn(run.steps, metric, smoothing).subarray(from) };
  }
  const x = epochPlaces(run, xAxis);
  if (x.length === 0) return { x: [], y: [] };
  const y = run.epochs.map((point) =>
    kind === 'running'
      ? epochFigure(point, metric)
      : epochValue(point, kind, isMonitored(metric) ? metric : 'loss'),
  );
  return { x, y };
}

/** A run saved by an earlier version may have speed and memory of its epochs only. */
function hasValues(run: RunRecord, column: SeriesColumn): boolean {
  const values = run.steps.column(column);
  return Number.isFinite(values[values.length - 1]);
}

function epochFigure(point: EpochPoint, metric: Metric): number {
  switch (metric) {
    case 'learningRate':
      return point.learningRate ?? Number.NaN;
    case 'speed':
      return point.examplesPerSecond;
    case 'memory':
      return point.memoryBytes ?? Number.NaN;
    default:
      return epochValue(point, 'train', metric);
  }
}

/** How far the curves reach, and how far the last run's will, in the unit of the axis. How long a run will take, nobody knows. */
export function extentOf(
  shown: readonly RunRecord[],
  xAxis: XAxis = 'epochs',
): { readonly done: number; readonly inAll: number } {
  const done = Math.max(0, ...shown.map((run) => reachOf(run, xAxis)));
  const last = shown[shown.length - 1];
  return { done, inAll: last === undefined ? done : Math.max(done, endOf(last, xAxis)) };
}

function reachOf(run: RunRecord, xAxis: XAxis): number {
  return Math.max(stepPlaces(run, xAxis).x.at(-1) ?? 0, epochPlaces(run, xAxis).at(-1) ?? 0);
}

function endOf(run: RunRecord, xAxis: XAxis): number {
  if (xAxis === 'time') return isActivePhase(run.phase) ? Number.POSITIVE_INFINITY : 0;
  const epochs = run.compiled?.epochs ?? 0;
  return xAxis === 'steps' && epochs > 0 ? epochs * stepsPerEpochOf(run) : epochs;
}
