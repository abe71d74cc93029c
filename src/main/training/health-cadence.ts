/** Share of the training's time that looking at it may take: what is shown to users as "under 3%", with some room. */
export const HEALTH_SHARE = 0.025;
/** Before this step the engine is still settling, and nothing is looked at. */
const FIRST_STEP = 10;
/**
 * A first look that takes less is not waited for: LeNet's tenth of a second would be earned after two epochs, and a run of one epoch should
 * have something to show. Later looks wait until it is paid. Of a network with steps of seconds, the first look is earned like all others.
 */
const SHORT_SECONDS = 1;
/** A run has at most so many looks: a curve needs no more, and each is some kilobytes for every hundred layers. */
const MOST_LOOKS = 200;
/** What a look takes, in steps, by experience: another forward and backward pass, and norms of everything. */
const LOOK_STEPS = 2;

/**
 * Decides at which steps a run is looked at: whenever the steps so far have earned it, so that all looks together take at most 2.5% of their
 * time, by the clock, however short the run, or less than a second in all. A look costs about a step or two of its own, so that is roughly every sixtieth step; but
 * networks and machines differ, so it is measured.
 */
export class HealthCadence {
  readonly #spacing: number;
  #steps = 0;
  #looks = 0;
  #stepSeconds = 0;
  #lookSeconds = 0;
  #lastLookSeconds = 0;
  #firstStepSeconds = 0;
  #lastLook: number | null = null;
  readonly #share: number;

  /**
   * @param stepsInRun steps of the whole run
   * @param share of the steps' time that looks may take
   */
  constructor(stepsInRun: number, share = HEALTH_SHARE) {
    this.#spacing = Math.ceil(stepsInRun / MOST_LOOKS);
    this.#share = share;
  }

  /** Whether to look at the step that comes next (counted from 1 over the whole run). */
  isDue(step: number): boolean {
    if (step < FIRST_STEP) return false;
    if (this.#lastLook !== null && step - this.#lastLook < this.#spacing) return false;
    const next = this.#nextLookSeconds;
    if (this.#looks === 0 && next < SHORT_SECONDS) return true;
    return this.#lookSeconds + next <= this.#share * this.#stepSeconds;
  }

  /**
   * What the next look will take: as long as the last. Of the first one nobody knows yet; the engine will compile it, which takes about
   * what it took in the first step. The second is not compiled any more.
   */
  get #nextLookSeconds(): number {
    if (this.#looks > 1) return this.#lastLookSeconds;
    const mean = this.#stepSeconds / this.#steps;
    if (this.#looks === 1) return Math.min(this.#lastLookSeconds, LOOK_STEPS * mean);
    return LOOK_STEPS * mean + Math.max(0, this.#firstStepSeconds - mean);
  }

  /** Takes in how long a step took, without looking. */
  addStep(seconds: number): void {
    if (this.#steps === 0) this.#firstStepSeconds = seconds;
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
