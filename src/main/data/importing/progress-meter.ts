import type { ImportProgress, ImportStage } from '../../../contract/contract';

/** Times of the last seconds say how fast it goes now; the first images, while threads start, do not. */
const WINDOW_MILLISECONDS = 5_000;
const LEAST_MILLISECONDS = 500;

/** How far an import is, how fast it goes, and how long it will still take. */
export class ProgressMeter {
  readonly #total: number;
  readonly #now: () => number;
  readonly #marks: { readonly at: number; readonly done: number }[] = [];
  #done = 0;
  #skipped = 0;

  constructor(total: number, now: () => number) {
    this.#total = total;
    this.#now = now;
    this.#marks.push({ at: now(), done: 0 });
  }

  count(isSkipped: boolean): void {
    this.#done += 1;
    if (isSkipped) this.#skipped += 1;
  }

  progress(stage: ImportStage): ImportProgress {
    const at = this.#now();
    this.#marks.push({ at, done: this.#done });
    while (this.#marks.length > 2 && at - (this.#marks[1]?.at ?? at) > WINDOW_MILLISECONDS)
      this.#marks.shift();
    const [first] = this.#marks;
    const elapsed = first === undefined ? 0 : at - first.at;
    const rate = elapsed < LEAST_MILLISECONDS ? 0 : (1_000 * (this.#done - (first?.done ?? 0))) / elapsed;
    return {
      stage,
      done: this.#done,
      total: this.#total,
      skipped: this.#skipped,
      examplesPerSecond: rate === 0 ? null : rate,
      secondsLeft: rate === 0 ? null : (this.#total - this.#done) / rate,
    };
  }
}
