import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { EpochPoint, HealthPoint, RunDetails, RunEvent, StepPoint } from '../../contract/contract';
import { pointsOf } from './points-of';

/** More than this no screen can show. */
const MAXIMUM_POINTS = 4_000;
const MAXIMUM_HEALTH_POINTS = 500;

type Curves = Pick<RunDetails, 'points' | 'epochs' | 'health'>;

/**
 * Reads a run's curves from its file of events, line by line. Where a run was taken up again at a checkpoint, what was told of the steps
 * behind it is told anew, and the first telling is dropped.
 */
export async function readCurves(path: string): Promise<Curves> {
  let points: StepPoint[] = [];
  let epochs: EpochPoint[] = [];
  let health: HealthPoint[] = [];
  for await (const event of readEvents(path)) {
    if (event.type === 'step') points.push(...pointsOf(event));
    else if (event.type === 'epoch') epochs.push(event.point);
    else if (event.type === 'health') health.push(event.point);
    else if (event.type === 'compiled') {
      const step = event.resumedAtStep ?? 0;
      points = points.filter((point) => point.step <= step);
      epochs = epochs.filter((point) => point.epoch * event.stepsPerEpoch <= step);
      health = health.filter((point) => point.step <= step);
    }
    if (points.length > 4 * MAXIMUM_POINTS) points = thinned(points, 2 * MAXIMUM_POINTS);
  }
  return {
    points: thinned(points, MAXIMUM_POINTS),
    epochs,
    health: thinned(health, MAXIMUM_HEALTH_POINTS),
  };
}

async function* readEvents(path: string): AsyncGenerator<RunEvent> {
  const stream = createReadStream(path, 'utf8');
  try {
    for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
      const event = parseLine(line);
      if (event !== null) yield event;
    }
  } catch {
    // There is no file yet: a run that has told nothing.
  } finally {
    stream.destroy();
  }
}

/** Null for a line a crash cut off. */
function parseLine(line: string): RunEvent | null {
  try {
    // Written by this program alone, into its own folder.
    return JSON.parse(line) as RunEvent;
  } catch {
    return null;
  }
}

/** Evenly spaced ones, the last always among them. */
function thinned<T>(items: readonly T[], maximum: number): T[] {
  if (items.length <= maximum) return [...items];
  const stride = items.length / maximum;
  return Array.from({ length: maximum }, (_, index) => items[Math.ceil((index + 1) * stride) - 1]).filter(
    (item): item is T => item !== undefined,
  );
}
