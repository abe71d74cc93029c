/** Seconds that an epoch has taken so far, and those a run was paused, which count in neither. */
export class EpochClock {
  readonly #now: () => number;
  #begun: number;
  #seconds: number;
  #pausedSeconds = 0;

  /**
   * @param seconds of an epoch that a resumed run is in the middle of
   * @param now milliseconds, from any origin
   */
  constructor(seconds: number, now: () => number) {
    this.#seconds = seconds;
    this.#now = now;
    this.#begun = now();
  }

  /** Of the epoch, up to the last lap. */
  get seconds(): number {
    return this.#seconds;
  }

  /** Of all pauses of the run. */
  get pausedSeconds(): number {
    return this.#pausedSeconds;
  }

  /** Work on the epoch begins or continues; what was before does not count. */
  begin(): void {
    this.#begun = this.#now();
  }

  /** Counts the time since the last lap, or since work began. */
  lap(): void {
    const now = this.#now();
    this.#seconds += (now - this.#begun) / 1000;
    this.#begun = now;
  }

  /** The next epoch begins at nothing. */
  reset(): void {
    this.#seconds = 0;
  }

  /** Time that a pause has taken. */
  async pause(until: () => Promise<void>): Promise<void> {
    const begun = this.#now();
    await until();
    this.#pausedSeconds += (this.#now() - begun) / 1000;
    this.begin();
  }
}
