import type { RunEvent, StepPoint } from '../../preload/contract';

/** Step events come no more often than this: the window draws them, and every one is copied twice on its way. */
const INTERVAL_MILLISECONDS = 100;
/** The rate shown is the mean over about so much time. */
const RATE_WINDOW_MILLISECONDS = 3_000;

/** What one step did. */
export interface StepResult {
  readonly examples: number;
  /** Mean over the batch. */
  readonly loss: number;
  readonly correct: number;
  readonly seconds: number;
}

/** What is still to come, for the estimate of the time left. */
export interface Remaining {
  readonly trainExamples: number;
  readonly testPasses: number;
}

/** Where a step stands in the run, and with which learning rate it was made. */
type StepPlace = Pick<StepPoint, 'step' | 'epoch' | 'learningRate'>;

/** Gathers steps into points of the curves and says now and then how fast it goes. */
export class Progress {
  readonly #emit: (event: RunEvent) => void;
  readonly #now: () => number;
  readonly #recent: { readonly at: number; readonly examples: number; readonly seconds: number }[] = [];
  #steps = 0;
  #lastEvent = Number.NEGATIVE_INFINITY;
  /** The last step taken in, while it has not been reported. */
  #pending: { readonly at: StepPlace; readonly remaining: Remaining } | null = null;
  #losses = 0;
  #correct = 0;
  #examples = 0;
  #testSeconds = 0;

  /** @param now milliseconds, from any origin */
  constructor(emit: (event: RunEvent) => void, now: () => number) {
    this.#emit = emit;
    this.#now = now;
  }

  /** How long the last pass over the test set took. */
  setTestSeconds(seconds: number): void {
    this.#testSeconds = seconds;
  }

  /** Takes a step in; sends an event when it is time, or when `isLast` says that a pause follows. */
  step(result: StepResult, at: StepPlace, remaining: Remaining, isLast: boolean): void {
    this.#losses += result.loss * result.examples;
    this.#correct += result.correct;
    this.#examples += result.examples;
    this.#remember(result);
    this.#pending = { at, remaining };
    if (isLast || this.#now() - this.#lastEvent >= INTERVAL_MILLISECONDS) this.flush();
  }

  /** Reports the steps that have not been reported yet, before the run halts or is saved. */
  flush(): void {
    if (this.#pending === null) return;
    const { at, remaining } = this.#pending;
    this.#lastEvent = this.#now();
    const rate = this.#rate();
    this.#emit({
      type: 'step',
      points: [{ ...at, loss: this.#losses / this.#examples, accuracy: this.#correct / this.#examples }],
      examplesPerSecond: rate,
      secondsLeft: remaining.trainExamples / rate + remaining.testPasses * this.#testSeconds,
      memoryBytes: process.memoryUsage.rss(),
    });
    this.#pending = null;
    this.#losses = 0;
    this.#correct = 0;
    this.#examples = 0;
  }

  #remember({ examples, seconds }: StepResult): void {
    const at = this.#now();
    this.#steps += 1;
    // In its first step the engine optimises the graph: that says nothing about the ones to come.
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
