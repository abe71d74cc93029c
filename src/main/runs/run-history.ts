import type { EpochPoint, RunEvent, StepPoint } from '../../preload/contract';
import { CurveHistory } from '../training/curve-history';

type EventOf<T extends RunEvent['type']> = Extract<RunEvent, { type: T }>;

/**
 * What a window needs to show a run again after a reload, in bounded memory however long the run: the newest state, all epochs,
 * and the running curves, thinned out evenly when they grow long.
 */
export class RunHistory {
  #preparing: EventOf<'preparing'> | null = null;
  #compiled: EventOf<'compiled'> | null = null;
  #step: EventOf<'step'> | null = null;
  #curves = new CurveHistory();
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
        this.#curves.addPoints(event.points);
        break;
      case 'evaluating':
        this.#evaluating = event;
        break;
      case 'epoch':
        this.#evaluating = null;
        this.#curves.addEpoch(event.point);
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
    const steps = this.#step === null ? null : { ...this.#step, points: [...this.#curves.points] };
    const epochs = this.#curves.epochs.map((point): RunEvent => ({ type: 'epoch', point }));
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
    this.#curves = new CurveHistory(points, epochs);
    this.#hasCheckpoint = true;
    const last = points[points.length - 1];
    if (last === undefined) return;
    // Replaced by the first step that comes.
    this.#step = { type: 'step', points: [], examplesPerSecond: 0, secondsLeft: 0 };
  }

  /** What comes behind the step was told by a run that did not live to keep it. */
  #goBackTo(step: number, stepsPerEpoch: number): void {
    this.#curves = new CurveHistory(
      this.#curves.points.filter((point) => point.step <= step),
      this.#curves.epochs.filter((point) => point.epoch * stepsPerEpoch <= step),
    );
  }

  /** The last step told of; 0 before the first. */
  get lastStep(): number {
    const { points } = this.#curves;
    return points[points.length - 1]?.step ?? 0;
  }

  /** How far the run is, from 0 to 1; null before it is compiled. */
  get progress(): number | null {
    if (this.#compiled === null) return null;
    const steps = this.#compiled.stepsPerEpoch * this.#compiled.epochs;
    return steps > 0 ? Math.min(1, this.lastStep / steps) : null;
  }
}
