import { type RunEvent, type StepPoint, stepFields } from '../../../contract/contract';
import { ONE_CLASS } from '../../../graph-runtime/targets/registry';
import type { MeasuredOutput } from '../../../graph-runtime/targets/output-figures';
import type { StepResult } from '../prepare/step-result';
import { EpochTotals } from './epoch-totals';

/** Steps this close together are one point of the curves. */
const POINT_MILLISECONDS = 100;
/**
 * Events come no more often than this: each is copied twice on its way, written to the disk and drawn, and where the same cores train, that
 * takes from the training. Eyes read no more than four figures a second.
 */
const EVENT_MILLISECONDS = 250;
/** The rate shown is the mean over about so much time. */
const RATE_WINDOW_MILLISECONDS = 3_000;

/** What is still to come, for the estimate of the time left. */
export interface Remaining {
  readonly trainExamples: number;
  readonly testPasses: number;
}

/** Where a step is in the run, when it was made, and with which learning rate. */
type StepPlace = Pick<StepPoint, 'step' | 'epoch' | 'learningRate' | 'trainingSeconds'>;

/** Gathers steps into points of the curves and says now and then how fast it goes. */
export class Progress {
  readonly #emit: (event: RunEvent) => void;
  readonly #now: () => number;
  readonly #outputs: readonly MeasuredOutput[];
  readonly #recent: { readonly at: number; readonly examples: number; readonly seconds: number }[] = [];
  #steps = 0;
  #lastPoint = Number.NEGATIVE_INFINITY;
  #lastEvent = Number.NEGATIVE_INFINITY;
  #points: StepPoint[] = [];
  #remaining: Remaining | null = null;
  /** The last step taken in, while it is in no point. */
  #pending: StepPlace | null = null;
  #totals = new EpochTotals();
  #testSeconds = 0;

  /** @param now milliseconds, from any origin */
  constructor(
    emit: (event: RunEvent) => void,
    now: () => number,
    outputs: readonly MeasuredOutput[] = [{ path: '', target: ONE_CLASS }],
  ) {
    this.#emit = emit;
    this.#now = now;
    this.#outputs = outputs;
  }

  /** How long the last pass over the test set took. */
  setTestSeconds(seconds: number): void {
    this.#testSeconds = seconds;
  }

  /** Takes a step in; sends an event when it is time, or when `isLast` says that a pause follows. */
  step(result: StepResult, at: StepPlace, remaining: Remaining, isLast: boolean): void {
    this.#totals.add(result);
    this.#remember(result);
    this.#pending = at;
    this.#remaining = remaining;
    const now = this.#now();
    if (isLast || now - this.#lastEvent >= EVENT_MILLISECONDS) this.flush();
    else if (now - this.#lastPoint >= POINT_MILLISECONDS) this.#addPoint();
  }

  /** Reports the steps that have not been reported yet, before the run halts or is saved. */
  flush(): void {
    this.#addPoint();
    const remaining = this.#remaining;
    if (this.#points.length === 0 || remaining === null) return;
    this.#lastEvent = this.#now();
    const rate = this.#rate();
    this.#emit({
      type: 'step',
      points: this.#points,
      examplesPerSecond: rate,
      secondsLeft: remaining.trainExamples / rate + remaining.testPasses * this.#testSeconds,
      memoryBytes: process.memoryUsage.rss(),
    });
    this.#points = [];
  }

  #addPoint(): void {
    const at = this.#pending;
    if (at === null) return;
    this.#lastPoint = this.#now();
    this.#points.push({
      ...at,
      loss: this.#totals.loss,
      ...stepFields(this.#totals.metrics(this.#outputs)),
    });
    this.#pending = null;
    this.#totals = new EpochTotals();
  }

  #remember({ examples, seconds }: StepResult): void {
    const at = this.#now();
    this.#steps += 1;
    // In its first step the engine optimizes the graph: that says nothing about the ones to come.
    if (this.#steps === 2) this.#recent.length = 0;
    this.#recent.push({ at, examples, seconds });
    while (this.#recent.length > 1 && (this.#recent[0]?.at ?? at) < at - RATE_WINDOW_MILLISECONDS) {
      this.#recent.shift();
    }
  }

  /** Examples per second over the steps that still count. */
  #rate(): number {
    const examples = this.#recent.reduce((total, entry) => total + entry.examples, 0);
    const seconds = this.#recent.reduce((total, entry) => total + entry.seconds, 0);
    return examples / seconds;
  }
}
