/**
 * Counts the restarts of something that crashes. A crash now and then is fixed by starting again; one that comes back at once
 * needs a person.
 */
export class RestartLimit {
  readonly #maximum: number;
  readonly #milliseconds: number;
  #restarts: number[] = [];

  /** At most `maximum` restarts within `milliseconds`. */
  constructor(maximum: number, milliseconds: number) {
    this.#maximum = maximum;
    this.#milliseconds = milliseconds;
  }

  /** Whether another restart is within the limit at the time `now`; if so, it is counted. */
  allows(now: number): boolean {
    this.#restarts = this.#restarts.filter((time) => now - time < this.#milliseconds);
    if (this.#restarts.length >= this.#maximum) return false;
    this.#restarts.push(now);
    return true;
  }

  reset(): void {
    this.#restarts = [];
  }
}
