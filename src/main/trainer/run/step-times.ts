import type { StepResult } from '../prepare/step-result';

/** The first ones optimize the graph and lay out memory. */
const NOT_COUNTED = 2;
/** Fewer say little: whatever else the machine did just then. */
const FEWEST = 3;

/** How long a run's whole steps take, in the mean. */
export class StepTimes {
  readonly #batchSize: number;
  #steps = 0;
  #seconds = 0;

  constructor(batchSize: number) {
    this.#batchSize = batchSize;
  }

  /** The last step of an epoch, which takes what is left, does not count. */
  add({ examples, seconds }: Pick<StepResult, 'examples' | 'seconds'>): void {
    if (examples !== this.#batchSize) return;
    this.#steps += 1;
    if (this.#steps > NOT_COUNTED) this.#seconds += seconds;
  }

  /** Null as long as there were too few. */
  get mean(): number | null {
    const counted = this.#steps - NOT_COUNTED;
    return counted < FEWEST ? null : this.#seconds / counted;
  }
}
