/** Without a wish of the user's, no more work than this is lost by a crash, except with weights that are slow to read. */
const LONGEST_MILLISECONDS = 60_000;
/** What training waits for a checkpoint may be this share of the time between two. */
const LARGEST_SHARE = 0.02;

export interface CadenceOptions {
  readonly stepsPerEpoch: number;
  /** Epochs between checkpoints; absent: one after each epoch, and about one a minute within long ones. */
  readonly epochs: number | undefined;
  /** Milliseconds, from any origin. */
  readonly now: () => number;
}

/** Says when a run is to write a checkpoint. One that cannot be written at once stays due. */
export class CheckpointCadence {
  readonly #everySteps: number;
  readonly #isTimed: boolean;
  readonly #now: () => number;
  #lastAt: number;
  /** Milliseconds that training waited for the last one. */
  #waited = 0;
  #isDue = false;

  constructor({ stepsPerEpoch, epochs, now }: CadenceOptions) {
    this.#everySteps = Math.max(1, Math.round((epochs ?? 1) * stepsPerEpoch));
    this.#isTimed = epochs === undefined;
    this.#now = now;
    this.#lastAt = now();
  }

  get isDue(): boolean {
    return this.#isDue;
  }

  /** @param step counted over the whole run, so that a resumed one writes after the same epochs */
  tookStep(step: number): void {
    const longest = Math.max(LONGEST_MILLISECONDS, this.#waited / LARGEST_SHARE);
    const isLong = this.#isTimed && this.#now() - this.#lastAt >= longest;
    if (isLong || step % this.#everySteps === 0) this.#isDue = true;
  }

  /** @param begin begins to write, and resolves when training can continue */
  async write(begin: () => Promise<void>): Promise<void> {
    this.#isDue = false;
    const at = this.#now();
    await begin();
    this.#lastAt = this.#now();
    this.#waited = this.#lastAt - at;
  }
}
