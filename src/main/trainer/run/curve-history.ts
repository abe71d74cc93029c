import { type PointSeries, type StepPoint, stepFields } from '../../../contract/contract';
import type { MetricId, MetricValues } from '../../../graph-runtime/targets/metrics';

/** More points than this no screen can show, and a checkpoint should stay small. */
const MAXIMUM_STEP_POINTS = 2_000;
/** More epochs than this no chart can show. */
export const MAXIMUM_EPOCHS = 10_000;

/** A running curve in bounded memory, however long the run: when it grows long, neighbors are merged. */
export class MergedPoints implements PointSeries {
  #points: StepPoint[];

  constructor(points: readonly StepPoint[] = []) {
    this.#points = [...points];
  }

  toArray(): readonly StepPoint[] {
    return [...this.#points];
  }

  append(points: readonly StepPoint[]): void {
    for (const point of points) {
      if (point.step > (this.#points[this.#points.length - 1]?.step ?? 0)) this.#points.push(point);
    }
    if (this.#points.length > MAXIMUM_STEP_POINTS) this.#points = mergePairs(this.#points);
  }

  truncate(lastStep: number): void {
    this.#points = this.#points.filter(({ step }) => step <= lastStep);
  }
}

/** Each two neighbors become the mean over the steps of both, so that every point stays the mean of its own steps. */
function mergePairs(points: readonly StepPoint[]): StepPoint[] {
  const merged: StepPoint[] = [];
  let before = 0;
  for (let index = 0; index < points.length; index += 2) {
    const [first, second] = [points[index], points[index + 1]];
    if (first === undefined || second === undefined) {
      if (first !== undefined) merged.push(first);
      break;
    }
    const share = (first.step - before) / Math.max(1, second.step - before);
    merged.push({
      ...second,
      loss: share * first.loss + (1 - share) * second.loss,
      ...meanMetrics(first, second, share),
    });
    before = second.step;
  }
  return merged;
}

/** A metric that only one of two points has is the one's. */
function meanMetrics(first: StepPoint, second: StepPoint, share: number): Partial<StepPoint> {
  const [before, after] = [first, second].map(
    ({ accuracy, metrics }): MetricValues => ({
      ...metrics,
      ...(accuracy !== undefined && { accuracy }),
    }),
  );
  const all: MetricValues = { ...before, ...after };
  return stepFields(
    Object.fromEntries(
      Object.keys(all).map((key) => {
        // Keys of metric values are ids of metrics.
        const [one, other] = [before?.[key as MetricId], after?.[key as MetricId]];
        return [key, share * (one ?? other ?? 0) + (1 - share) * (other ?? one ?? 0)];
      }),
    ),
  );
}
