import type { EpochPoint, RunEvent, StepPoint } from '../../preload/contract';

/** More points than this no screen can show. */
const MAXIMUM_STEP_POINTS = 4_000;
const MAXIMUM_EPOCH_POINTS = 10_000;

type EventOf<T extends RunEvent['type']> = Extract<RunEvent, { type: T }>;

/**
 * What a window needs to show a run again after a reload, in bounded memory however long the run: the newest state, all epochs,
 * and the running curves, thinned out evenly when they grow long.
 */
export class RunHistory {
  #preparing: EventOf<'preparing'> | null = null;
  #compiled: EventOf<'compiled'> | null = null;
  #step: EventOf<'step'> | null = null;
  #points: StepPoint[] = [];
  #epochs: EpochPoint[] = [];
  #evaluating: EventOf<'evaluating'> | null = null;
  #end: RunEvent | null = null;
  #isPaused: EventOf<'paused'> | null = null;
  #hasCheckpoint = false;

  add(event: RunEvent): void {
    switch (event.type) {
      case 'preparing':
        this.#preparing = event;
        break;
      case 'compiled':
        this.#compiled = event;
        this.#goBackTo(event.resumedAtStep ?? 0, event.stepsPerEpoch);
        break;
      case 'step':
        this.#step = event;
        this.#points.push(...event.points);
        if (this.#points.length > MAXIMUM_STEP_POINTS) this.#points = mergePairs(this.#points);
        break;
      case 'evaluating':
        this.#evaluating = event;
        break;
      case 'epoch':
        this.#evaluating = null;
        this.#epochs.push(event.point);
        if (this.#epochs.length > MAXIMUM_EPOCH_POINTS) this.#epochs = dropEverySecond(this.#epochs);
        break;
      case 'checkpoint':
        this.#hasCheckpoint = true;
        break;
      case 'paused':
        this.#isPaused = event;
        break;
      case 'continued':
        this.#isPaused = null;
        break;
      case 'health':
      case 'warning':
        break;
      default:
        this.#end = event;
    }
  }

  /** Events that, applied in this order, lead to the run's state. */
  events(): readonly RunEvent[] {
    const steps = this.#step === null ? null : { ...this.#step, points: [...this.#points] };
    const epochs = this.#epochs.map((point): RunEvent => ({ type: 'epoch', point }));
    const last = this.#end ?? this.#isPaused;
    const events = [this.#preparing, this.#compiled, steps, ...epochs, this.#evaluating, last];
    return events.filter((event): event is RunEvent => event !== null);
  }

  /** Whether the run can be taken up again. */
  get hasCheckpoint(): boolean {
    return this.#hasCheckpoint;
  }

  /** What a kept run told before it was taken up again. */
  recall(points: readonly StepPoint[], epochs: readonly EpochPoint[]): void {
    this.#points = [...points];
    this.#epochs = [...epochs];
    this.#hasCheckpoint = true;
    const last = points[points.length - 1];
    if (last === undefined) return;
    // Replaced by the first step that comes.
    this.#step = { type: 'step', points: [], examplesPerSecond: 0, secondsLeft: 0 };
  }

  /** What comes behind the step was told by a run that did not live to keep it. */
  #goBackTo(step: number, stepsPerEpoch: number): void {
    this.#points = this.#points.filter((point) => point.step <= step);
    this.#epochs = this.#epochs.filter((point) => point.epoch * stepsPerEpoch <= step);
  }

  /** The last step told of; 0 before the first. */
  get lastStep(): number {
    return this.#points[this.#points.length - 1]?.step ?? 0;
  }

  /** How far the run is, from 0 to 1; null before it is compiled. */
  get progress(): number | null {
    if (this.#compiled === null) return null;
    const steps = this.#compiled.stepsPerEpoch * this.#compiled.epochs;
    return steps > 0 ? Math.min(1, this.lastStep / steps) : null;
  }
}

/** Each two neighbours become one: the mean over the steps of both, so that every point stays the mean of its own steps. */
function mergePairs(points: readonly StepPoint[]): StepPoint[] {
  const merged: StepPoint[] = [];
  let before = 0;
  for (let index = 0; index < points.length; index += 2) {
    const first = points[index];
    const second = points[index + 1];
    if (first === undefined) break;
    if (second === undefined) {
      merged.push(first);
      break;
    }
    const firstSteps = first.step - before;
    const secondSteps = second.step - first.step;
    const share = firstSteps / Math.max(1, firstSteps + secondSteps);
    merged.push({
      step: second.step,
      epoch: second.epoch,
      loss: share * first.loss + (1 - share) * second.loss,
      accuracy: share * first.accuracy + (1 - share) * second.accuracy,
    });
    before = second.step;
  }
  return merged;
}

/** Keeps the last one. */
function dropEverySecond(points: readonly EpochPoint[]): EpochPoint[] {
  return points.filter((_point, index) => (points.length - 1 - index) % 2 === 0);
}
