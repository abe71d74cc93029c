import type { EpochPoint } from '../../../preload/contract';
import type { RunsState } from '../../store/runs';
import type { RunRecord } from '../../store/runs-record';
import type { Curve } from './curve-data';

export type Metric = 'loss' | 'accuracy';

/** `running`: mean over the last training steps; `train` and `test`: one point per epoch. */
export type CurveKind = 'running' | 'train' | 'test';

/** How one curve of a chart is drawn. */
export interface CurveStyle {
  readonly runId: string;
  /** Which run of the session it belongs to. */
  readonly ordinal: number;
  readonly kind: CurveKind;
  readonly isCurrentRun: boolean;
  /** Name of a colour token. */
  readonly color: string;
  readonly width: number;
  readonly alpha: number;
  readonly dash: readonly number[];
  readonly hasPoints: boolean;
}

const TRAIN_COLOR = '--color-series-1';
const TEST_COLOR = '--color-series-2';
const EARLIER_COLORS = [
  '--color-series-3',
  '--color-series-4',
  '--color-series-5',
  '--color-series-6',
] as const;

/** Colour token of an earlier run's curves and of its mark in the list: it keeps it for as long as it is listed. */
export function colorOfEarlierRun(ordinal: number): string {
  return EARLIER_COLORS[ordinal % EARLIER_COLORS.length] ?? EARLIER_COLORS[0];
}

/** The runs whose curves are drawn: the current one, which is the last, and the earlier ones not hidden. */
export function shownRuns({ runs, hiddenRunIds }: Pick<RunsState, 'runs' | 'hiddenRunIds'>): RunRecord[] {
  return runs.filter((run, index) => index === runs.length - 1 || !hiddenRunIds.has(run.runId));
}

/**
 * The curves to draw, from the lowest to the topmost: per epoch those of the earlier runs, then all three of the current run.
 * Earlier runs have a colour each; their training curve is dashed.
 */
export function curveStylesOf(shown: readonly Pick<RunRecord, 'runId' | 'ordinal'>[]): CurveStyle[] {
  return shown.flatMap(({ runId, ordinal }, index): CurveStyle[] => {
    const isCurrentRun = index === shown.length - 1;
    const shared = { runId, ordinal, isCurrentRun, alpha: 1, dash: [] };
    if (!isCurrentRun) {
      const color = colorOfEarlierRun(ordinal);
      return [
        { ...shared, color, kind: 'train', width: 1.25, dash: [5, 4], hasPoints: false },
        { ...shared, color, kind: 'test', width: 1.5, hasPoints: true },
      ];
    }
    return [
      { ...shared, kind: 'running', color: TRAIN_COLOR, width: 1, alpha: 0.45, hasPoints: false },
      { ...shared, kind: 'train', color: TRAIN_COLOR, width: 2, hasPoints: true },
      { ...shared, kind: 'test', color: TEST_COLOR, width: 2, hasPoints: true },
    ];
  });
}

/** Points of one curve; x is in epochs. */
export function curvePoints(run: RunRecord, kind: CurveKind, metric: Metric): Curve {
  if (kind === 'running') {
    return { x: run.steps.epochs, y: metric === 'loss' ? run.steps.losses : run.steps.accuracies };
  }
  return {
    x: run.epochs.map((point) => point.epoch),
    y: run.epochs.map((point) => epochValue(point, kind, metric)),
  };
}

/** How far the curves reach, and how far the last run's will, in epochs. */
export function extentOf(shown: readonly RunRecord[]): { readonly done: number; readonly inAll: number } {
  const done = Math.max(0, ...shown.map(reachOf));
  return { done, inAll: Math.max(done, shown[shown.length - 1]?.compiled?.epochs ?? 0) };
}

function reachOf(run: RunRecord): number {
  const { epochs } = run.steps;
  return Math.max(epochs[epochs.length - 1] ?? 0, run.epochs[run.epochs.length - 1]?.epoch ?? 0);
}

function epochValue(point: EpochPoint, kind: 'train' | 'test', metric: Metric): number {
  if (metric === 'loss') return kind === 'train' ? point.trainLoss : point.testLoss;
  return kind === 'train' ? point.trainAccuracy : point.testAccuracy;
}
