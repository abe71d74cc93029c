import type { EpochPoint, HealthPoint, RunEvent, StepPoint } from './run-events';
import type { SavedCurves } from './run-records';
import { type EventOf, isActivePhase, type RunStatus } from './run-status';
import { Series } from './series';

/** The points of a running curve. It grows in place; how many points it keeps is its own affair. */
export interface PointSeries {
  /** Appends the points that lie after the last one: a point that is there already counts once. */
  append(points: readonly StepPoint[]): void;
  /** Forgets the points after a step. */
  truncate(lastStep: number): void;
}

/** What a run's events say over time: the part of a run that grows. */
export interface RunCurves<P extends PointSeries> {
  readonly points: P;
  readonly epochs: Series<EpochPoint>;
  readonly health: Series<HealthPoint>;
  /** The most epochs kept: of a longer run, the older ones are thinned out. */
  readonly epochLimit: number;
}

/** The most looks inside a network that are kept: they are large, and a screen shows no more. */
const HEALTH_LIMIT = 240;

/** A run's curves so far: none, or those that were saved. */
export function createCurves<P extends PointSeries>(
  points: P,
  saved: SavedCurves = { points: [], epochs: [], health: [] },
  epochLimit = Number.POSITIVE_INFINITY,
): RunCurves<P> {
  points.append(saved.points);
  return { points, epochs: Series.of(saved.epochs), health: Series.of(saved.health), epochLimit };
}

/**
 * A run's curves after one more event; `before` is the run's status before it. Appending costs the same however long the curves are. Where a
 * run is resumed at a checkpoint, what lies after it is forgotten: it will come again.
 */
export function reduceCurves<P extends PointSeries>(
  curves: RunCurves<P>,
  before: RunStatus,
  event: RunEvent,
): RunCurves<P> {
  if (!isActivePhase(before.phase)) return curves;
  switch (event.type) {
    case 'compiled':
      return before.compiled === null ? rewind(curves, event) : curves;
    case 'step':
      curves.points.append(pointsOf(event));
      return curves;
    case 'epoch': {
      const isNew = event.point.epoch > (curves.epochs.last?.epoch ?? 0);
      return isNew ? { ...curves, epochs: curves.epochs.append(event.point, curves.epochLimit) } : curves;
    }
    case 'health': {
      const isNew = event.point.step > (curves.health.last?.step ?? 0);
      return isNew ? { ...curves, health: curves.health.append(event.point, HEALTH_LIMIT) } : curves;
    }
    default:
      return curves;
  }
}

function rewind<P extends PointSeries>(
  curves: RunCurves<P>,
  { resumedAtStep = 0, stepsPerEpoch }: EventOf<'compiled'>,
): RunCurves<P> {
  curves.points.truncate(resumedAtStep);
  return {
    ...curves,
    epochs: curves.epochs.takeWhile(({ epoch }) => epoch * stepsPerEpoch <= resumedAtStep),
    health: curves.health.takeWhile(({ step }) => step <= resumedAtStep),
  };
}

/** The points of an event, each with what the event says of all of them: after a reload, the points of many events come together. */
function pointsOf({ points, examplesPerSecond, memoryBytes }: EventOf<'step'>): StepPoint[] {
  return points.map((point) => ({
    examplesPerSecond,
    ...(memoryBytes !== undefined && { memoryBytes }),
    ...point,
  }));
}
