import type { EpochPoint } from '../../contract/contract';
import type { RunsState } from '../store/runs/runs';
import type { RunRecord } from '../store/runs/runs-record';
import type { SeriesColumn } from '../store/runs/runs-series';
import type { Curve } from './curve-data';
import { smoothedColumn } from './smoothing';

/** What can be drawn over the epochs. */
export const METRICS = ['loss', 'accuracy', 'learningRate', 'speed', 'memory'] as const;
export type Metric = (typeof METRICS)[number];

/** Of loss and accuracy; the others have one curve, `running`. */
export type MonitoredMetric = 'loss' | 'accuracy';

/** `running`: as the trainer tells it, several times a second; the others: one point per epoch. */
export type CurveKind = 'running' | 'train' | 'validation' | 'test';

/** How one curve of a chart is drawn. */
export interface CurveStyle {
  readonly runId: string;
  /** Which run of the session it belongs to. */
  readonly ordinal: number;
  readonly kind: CurveKind;
  readonly isCurrentRun: boolean;
  /** Name of a color token. */
  readonly color: string;
  readonly width: number;
  readonly alpha: number;
  readonly dash: readonly number[];
  readonly hasPoints: boolean;
}

const TRAIN_COLOR = '--color-series-1';
const TEST_COLOR = '--color-series-2';
const VALIDATION_COLOR = '--color-series-3';
const EARLIER_COLORS = [
  '--color-series-3',
  '--color-series-4',
  '--color-series-5',
  '--color-series-6',
] as const;

/** Color token of an earlier run's curves and of its mark in the list: it keeps it for as long as it is listed. */
export function colorOfEarlierRun(ordinal: number): string {
  return EARLIER_COLORS[ordinal % EARLIER_COLORS.length] ?? EARLIER_COLORS[0];
}

const EQUAL_COLORS = [TRAIN_COLOR, TEST_COLOR, ...EARLIER_COLORS] as const;

/** Color token of the n-th of the compared runs. */
export function colorOfEqualRun(index: number): string {
  return EQUAL_COLORS[index % EQUAL_COLORS.length] ?? TRAIN_COLOR;
}

/** The runs whose curves are drawn: the current one, which is the last, and the earlier ones not hidden. */
export function shownRuns({ runs, hiddenRunIds }: Pick<RunsState, 'runs' | 'hiddenRunIds'>): RunRecord[] {
  return runs.filter((run, index) => index === runs.length - 1 || !hiddenRunIds.has(run.runId));
}

/** What a run's curves depend on, apart from their points. */
export type DrawnRun = Pick<RunRecord, 'runId' | 'ordinal'> & { readonly hasValidation?: boolean };

/**
 * The curves to draw, from the lowest to the topmost: per epoch those of the earlier runs, then all of the current run.
 * Earlier runs have a color each; their training curve is dashed, their validation curve dotted. With `isEqual` no run is the
 * current one.
 */
export function curveStylesOf(
  shown: readonly DrawnRun[],
  metric: Metric = 'loss',
  isEqual = false,
): CurveStyle[] {
  return shown.flatMap(({ runId, ordinal, hasValidation = false }, index): CurveStyle[] => {
    const isCurrentRun = !isEqual && index === shown.length - 1;
    const shared = { runId, ordinal, isCurrentRun, alpha: 1, dash: [] };
    const color = isCurrentRun ? TRAIN_COLOR : isEqual ? colorOfEqualRun(index) : colorOfEarlierRun(ordinal);
    if (metric !== 'loss' && metric !== 'accuracy') {
      return [{ ...shared, kind: 'running', color, width: 1.5, hasPoints: false }];
    }
    if (!isCurrentRun) {
      const dotted: CurveStyle = {
        ...shared,
        color,
        kind: 'validation',
        width: 1.25,
        dash: [2, 3],
        hasPoints: false,
      };
      return [
        { ...shared, color, kind: 'train', width: 1.25, dash: [5, 4], hasPoints: false },
        ...(hasValidation ? [dotted] : []),
        { ...shared, color, kind: 'test', width: 1.5, hasPoints: true },
      ];
    }
    const validation: CurveStyle = {
      ...shared,
      kind: 'validation',
      color: VALIDATION_COLOR,
      width: 2,
      dash: [6, 3],
      hasPoints: true,
    };
    return [
      { ...shared, kind: 'running', color: TRAIN_COLOR, width: 1, alpha: 0.6, hasPoints: false },
      { ...shared, kind: 'train', color: TRAIN_COLOR, width: 2, hasPoints: true },
      ...(hasValidation ? [validation] : []),
      { ...shared, kind: 'test', color: TEST_COLOR, width: 2, hasPoints: true },
    ];
  });
}

/** Whether a run keeps examples apart to judge its epochs by. */
export function hasValidation(run: Pick<RunRecord, 'compiled' | 'epochs'>): boolean {
  return (run.compiled?.validationCount ?? 0) > 0 || run.epochs.last?.validationLoss !== undefined;
}

/** Points of one curve; x is in epochs. `smoothing` from 0 (as measured) to below 1 flattens what the trainer tells live. */
export function curvePoints(run: RunRecord, kind: CurveKind, metric: Metric, smoothing = 0): Curve {
  if (kind === 'running') {
    const column: SeriesColumn = metric;
    if (run.steps.length > 0 && hasValues(run, metric)) {
      return { x: run.steps.epochs, y: smoothedColumn(run.steps, column, smoothing) };
    }
    return {
      x: run.epochs.map((point) => point.epoch),
      y: run.epochs.map((point) => epochFigure(point, metric)),
    };
  }
  return {
    x: run.epochs.map((point) => point.epoch),
    y: run.epochs.map((point) => epochValue(point, kind, metric === 'accuracy' ? 'accuracy' : 'loss')),
  };
}

/** A run kept by an earlier version may have speed and memory of its epochs only. */
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
    case 'loss':
      return point.trainLoss;
    case 'accuracy':
      return point.trainAccuracy;
  }
}

/** How far the curves reach, and how far the last run's will, in epochs. */
export function extentOf(shown: readonly RunRecord[]): { readonly done: number; readonly inAll: number } {
  const done = Math.max(0, ...shown.map(reachOf));
  return { done, inAll: Math.max(done, shown[shown.length - 1]?.compiled?.epochs ?? 0) };
}

function reachOf(run: RunRecord): number {
  const { epochs } = run.steps;
  return Math.max(epochs[epochs.length - 1] ?? 0, run.epochs.last?.epoch ?? 0);
}

/** One inference of an epoch; NaN where there is none. */
export function epochValue(
  point: EpochPoint,
  kind: Exclude<CurveKind, 'running'>,
  metric: MonitoredMetric,
): number {
  if (metric === 'loss') {
    if (kind === 'validation') return point.validationLoss ?? Number.NaN;
    return kind === 'train' ? point.trainLoss : point.testLoss;
  }
  if (kind === 'validation') return point.validationAccuracy ?? Number.NaN;
  return kind === 'train' ? point.trainAccuracy : point.testAccuracy;
}
