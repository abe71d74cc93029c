import type { MetricId } from '../graph-runtime/targets/metrics';
import type { PointSeries } from './run-curves';
import type { StepPoint } from './run-events';

const INITIAL_CAPACITY = 1_024;

/** Names of the columns that every series has. */
export const SERIES_COLUMNS = [
  'step',
  'epoch',
  'trainingSeconds',
  'loss',
  'accuracy',
  'learningRate',
  'speed',
  'memory',
] as const;
/** Metrics of other targets than one class have columns where they were measured. */
export type SeriesColumn = (typeof SERIES_COLUMNS)[number] | MetricId;

/**
 * The points of a running curve, as columns of doubles that grow in place. A hundred thousand points are 6.4 MB here and cost
 * nothing to append; as objects in an immutable list they would be copied at every event. Whoever shows them subscribes to
 * the run's `stepCount`, which changes when points come in. A value nobody measured is NaN.
 */
export class StepSeries implements PointSeries {
  #capacity = INITIAL_CAPACITY;
  #length = 0;
  readonly #columns = new Map<SeriesColumn, Float64Array>(
    SERIES_COLUMNS.map((name) => [name, new Float64Array(INITIAL_CAPACITY)]),
  );
  readonly #metrics = new Set<MetricId>();

  get length(): number {
    return this.#length;
  }

  /** Step of the last point; 0 when there is none. */
  get lastStep(): number {
    return this.#length === 0 ? 0 : (this.column('step')[this.#length - 1] ?? 0);
  }

  /** Epochs (fractional) of the points, ascending. A view: valid until the next `append`. */
  get epochs(): Float64Array {
    return this.column('epoch');
  }

  /** Losses of the points. A view: valid until the next `append`. */
  get losses(): Float64Array {
    return this.column('loss');
  }

  /** Accuracies (fractions) of the points. A view: valid until the next `append`. */
  get accuracies(): Float64Array {
    return this.column('accuracy');
  }

  /** The metrics that have a column besides `SERIES_COLUMNS`. */
  get metrics(): readonly MetricId[] {
    return [...this.#metrics];
  }

  /** One value for each point; none where the column is not there. A view: valid until the next `append`. */
  column(name: SeriesColumn): Float64Array {
    return (this.#columns.get(name) ?? new Float64Array()).subarray(0, this.#length);
  }

  /**
   * Appends the points that lie after the last one. Points already there are left out, so that an event which comes both in
   * the snapshot after a reload and on the wire counts once.
   */
  append(points: readonly StepPoint[]): void {
    for (const point of points) {
      if (point.step <= this.lastStep) continue;
      if (this.#length === this.#capacity) this.#grow();
      this.#write('step', point.step);
      this.#write('epoch', point.epoch);
      this.#write('trainingSeconds', point.trainingSeconds);
      this.#write('loss', point.loss);
      this.#write('accuracy', point.accuracy ?? Number.NaN);
      this.#write('learningRate', point.learningRate);
      this.#write('speed', point.examplesPerSecond);
      this.#write('memory', point.memoryBytes);
      this.#writeMetrics(point);
      this.#length += 1;
    }
  }

  /** Forgets the points after a step: a run that is resumed at a checkpoint repeats them. */
  truncate(lastStep: number): void {
    const steps = this.column('step');
    while (this.#length > 0 && (steps[this.#length - 1] ?? 0) > lastStep) this.#length -= 1;
  }

  #writeMetrics({ metrics = {} }: StepPoint): void {
    for (const name of Object.keys(metrics)) {
      // Keys of metric values are ids of metrics.
      const id = name as MetricId;
      if (!this.#columns.has(id)) {
        this.#metrics.add(id);
        this.#columns.set(id, new Float64Array(this.#capacity).fill(Number.NaN));
      }
    }
    for (const id of this.#metrics) this.#write(id, metrics[id]);
  }

  #write(name: SeriesColumn, value: number | undefined): void {
    const column = this.#columns.get(name);
    if (column !== undefined) column[this.#length] = value ?? Number.NaN;
  }

  /** Doubling keeps the cost of a point constant, however long the run becomes. */
  #grow(): void {
    this.#capacity *= 2;
    for (const [name, column] of this.#columns) {
      const larger = new Float64Array(this.#capacity);
      larger.set(column);
      this.#columns.set(name, larger);
    }
  }
}
