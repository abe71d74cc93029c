import type { EpochPoint, StepPoint } from '../../../contract/contract';

/** More points than this no screen can show, and a checkpoint should stay small. */
const MAXIMUM_STEP_POINTS = 2_000;
const MAXIMUM_EPOCH_POINTS = 10_000;

/** A run's curves in bounded memory, however long it goes on: when they grow long, neighbours become one. */
export class CurveHistory {
  #points: StepPoint[];
  #epochs: EpochPoint[];

  constructor(points: readonly StepPoint[] = [], epochs: readonly EpochPoint[] = []) {
    this.#points = [...points];
    this.#epochs = [...epochs];
  }

  get points(): readonly StepPoint[] {
    return this.#points;
  }

  get epochs(): readonly EpochPoint[] {
    return this.#epochs;
  }

  addPoints(points: readonly StepPoint[]): void {
    this.#points.push(...points);
    if (this.#points.length > MAXIMUM_STEP_POINTS) this.#points = mergePairs(this.#points);
  }

  addEpoch(point: EpochPoint): void {
    this.#epochs.push(point);
    if (this.#epochs.length > MAXIMUM_EPOCH_POINTS) {
      this.#epochs = this.#epochs.filter((_, index, all) => (all.length - 1 - index) % 2 === 0);
    }
  }
}

/** Each two neighbours become the mean over the steps of both, so that every point stays the mean of its own steps. */
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
      accuracy: share * first.accuracy + (1 - share) * second.accuracy,
    });
    before = second.step;
  }
  return merged;
}
