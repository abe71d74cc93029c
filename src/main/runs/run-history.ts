import type { EpochPoint, HealthPoint, RunEvent, StepPoint } from '../../contract/contract';
import { CurveHistory } from '../trainer/run/curve-history';
import { pointsOf } from './points-of';

type EventOf<T extends RunEvent['type']> = Extract<RunEvent, { type: T }>;

/** What a run told before it was taken up again. */
export interface ToldBefore {
  readonly points: readonly StepPoint[];
  readonly epochs: readonly EpochPoint[];
  readonly health: readonly HealthPoint[];
}

/**
 * What a window needs to show a run again after a reload, in bounded memory however long the run: the newest state, all epochs,
 * what was seen inside the network (a run is looked at some hundred times at most), and the running curves, thinned out evenly when they
 * grow long.
 */
export class RunHistory {
  #preparing: EventOf<'preparing'> | null = null;
  #compiled: EventOf<'compiled'> | null = null;
  #step: EventOf<'step'> | null = null;
  #curves = new CurveHistory();
  #health: readonly HealthPoint[] = [];
  #warnings: readonly RunEvent[] = [];
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
        this.#curves.addPoints(pointsOf(event));
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
        this.#health = [...this.#health, event.point];
        break;
      case 'warning':
        this.#warnings = [...this.#warnings, event];
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
    const health = this.#health.map((point): RunEvent => ({ type: 'health', point }));
    const told = [...this.#warnings, ...epochs, ...health];
    const events = [this.#preparing, this.#compiled, steps, ...told, this.#evaluating, last];
    return events.filter((event): event is RunEvent => event !== null);
  }

  /** Whether the run can be taken up again. */
  get hasCheckpoint(): boolean {
    return this.#hasCheckpoint;
  }

  /** What a kept run told before it was taken up again. */
  recall({ points, epochs, health }: ToldBefore): void {
    this.#curves = new CurveHistory(points, epochs);
    this.#health = health;
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
    this.#health = this.#health.filter((point) => point.step <= step);
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
