import type { StepPoint } from '../../preload/contract';

const INITIAL_CAPACITY = 1_024;

/**
 * The points of a running curve, as columns of doubles that grow in place. A hundred thousand points are 3 MB here and cost
 * nothing to append; as objects in an immutable list they would be copied at every event. Whoever shows them subscribes to
 * the run's `stepCount`, which changes when points come in.
 */
export class StepSeries {
  #capacity = INITIAL_CAPACITY;
  #length = 0;
  #steps = new Float64Array(INITIAL_CAPACITY);
  #epochs = new Float64Array(INITIAL_CAPACITY);
  #losses = new Float64Array(INITIAL_CAPACITY);
  #accuracies = new Float64Array(INITIAL_CAPACITY);

  get length(): number {
    return this.#length;
  }

  /** Step of the last point; 0 when there is none. */
  get lastStep(): number {
    return this.#length === 0 ? 0 : (this.#steps[this.#length - 1] ?? 0);
  }

  /** Epochs (fractional) of the points, ascending. A view: valid until the next `append`. */
  get epochs(): Float64Array {
    return this.#epochs.subarray(0, this.#length);
  }

  /** Losses of the points. A view: valid until the next `append`. */
  get losses(): Float64Array {
    return this.#losses.subarray(0, this.#length);
  }

  /** Accuracies (fractions) of the points. A view: valid until the next `append`. */
  get accuracies(): Float64Array {
    return this.#accuracies.subarray(0, this.#length);
  }

  /**
   * Appends the points that lie behind the last one. Points already there are left out, so that an event which comes both in
   * the snapshot after a reload and on the wire counts once.
   */
  append(points: readonly StepPoint[]): void {
    for (const point of points) {
      if (point.step <= this.lastStep) continue;
      if (this.#length === this.#capacity) this.#grow();
      this.#steps[this.#length] = point.step;
      this.#epochs[this.#length] = point.epoch;
      this.#losses[this.#length] = point.loss;
      this.#accuracies[this.#length] = point.accuracy;
      this.#length += 1;
    }
  }

  /** Doubling keeps the cost of a point constant, however long the run becomes. */
  #grow(): void {
    this.#capacity *= 2;
    const enlarge = (column: Float64Array): Float64Array<ArrayBuffer> => {
      const larger = new Float64Array(this.#capacity);
      larger.set(column);
      return larger;
    };
    this.#steps = enlarge(this.#steps);
    this.#epochs = enlarge(this.#epochs);
    this.#losses = enlarge(this.#losses);
    this.#accuracies = enlarge(this.#accuracies);
  }
}
