/** Share of the training's time that looking at it may take: what is shown to users as "under 3%", with some room. */
const SHARE = 0.025;
/** The first look comes at this step, whatever it costs: a user wants to see something soon. Later looks wait until it is paid. */
const FIRST_STEP = 10;
/** A run has at most so many looks: a curve needs no more, and each is some kilobytes for every hundred layers. */
const MOST_LOOKS = 200;

/**
 * Decides at which steps a run is looked at: as often as all looks together take at most 2.5% of the time of the steps, by the clock.
 * A look costs about a step of its own (another forward and backward pass), so that is roughly every sixtieth step; but networks and
 * machines differ, so it is measured.
 */
export class HealthCadence {
  readonly #spacing: number;
  #steps = 0;
  #looks = 0;
  #stepSeconds = 0;
  #lookSeconds = 0;
  #lastLookSeconds = 0;
  #lastLook: number | null = null;

  /** @param stepsInRun steps of the whole run */
  constructor(stepsInRun: number) {
    this.#spacing = Math.ceil(stepsInRun / MOST_LOOKS);
  }

  /** Whether to look at the step that comes next (counted from 1 over the whole run). */
  isDue(step: number): boolean {
    if (this.#lastLook === null) return step >= FIRST_STEP;
    const spent = this.#lookSeconds + this.#nextLookSeconds;
    return step - this.#lastLook >= this.#spacing && spent <= SHARE * this.#stepSeconds;
  }

  /** What the next look will take: as long as the last. In the first one the engine compiled it: then two steps, by experience. */
  get #nextLookSeconds(): number {
    if (this.#looks > 1) return this.#lastLookSeconds;
    return Math.min(this.#lastLookSeconds, (2 * this.#stepSeconds) / this.#steps);
  }

  /** Takes in how long a step took, without looking. */
  addStep(seconds: number): void {
    this.#steps += 1;
    this.#stepSeconds += seconds;
  }

  /** Takes in how long a look took, without the step. */
  addLook(step: number, seconds: number): void {
    this.#looks += 1;
    this.#lastLook = step;
    this.#lookSeconds += seconds;
    this.#lastLookSeconds = seconds;
  }

  /** Share of the training's time that looks have taken so far. */
  get share(): number {
    return this.#stepSeconds === 0 ? 0 : this.#lookSeconds / this.#stepSeconds;
  }
}
