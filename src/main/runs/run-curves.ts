import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import {
  createCurves,
  createRunStatus,
  type PointSeries,
  type RunEvent,
  reduceCurves,
  reduceRun,
  reopenRun,
  type SavedCurves,
  type StepPoint,
} from '../../contract/contract';

/** More than this no screen can show. */
const MAXIMUM_POINTS = 4_000;

/** Reads a run's curves from its file of events, line by line. */
export async function readCurves(path: string): Promise<SavedCurves> {
  let status = createRunStatus();
  let curves = createCurves(new ThinnedPoints());
  for await (const event of readEvents(path)) {
    // With it each process begins: the first one, and those that resumed the run.
    if (event.type === 'compiled') status = reopenRun(status);
    curves = reduceCurves(curves, status, event);
    status = reduceRun(status, event);
  }
  const { points, epochs, health } = curves;
  return { points: points.toArray(), epochs: epochs.toArray(), health: health.toArray() };
}

async function* readEvents(path: string): AsyncGenerator<RunEvent> {
  const stream = createReadStream(path, 'utf8');
  try {
    for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
      const event = parseLine(line);
      if (event !== null) yield event;
    }
  } catch {
    // There is no file yet: the run has reported nothing.
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

/** A running curve of which evenly spaced points are left when it grows long, the last always among them. */
class ThinnedPoints implements PointSeries {
  #points: StepPoint[] = [];

  append(points: readonly StepPoint[]): void {
    for (const point of points) {
      if (point.step > (this.#points[this.#points.length - 1]?.step ?? 0)) this.#points.push(point);
    }
    if (this.#points.length > 4 * MAXIMUM_POINTS) this.#points = thinned(this.#points, 2 * MAXIMUM_POINTS);
  }

  truncate(lastStep: number): void {
    this.#points = this.#points.filter(({ step }) => step <= lastStep);
  }

  toArray(): readonly StepPoint[] {
    return thinned(this.#points, MAXIMUM_POINTS);
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
