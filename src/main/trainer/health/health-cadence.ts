/** Share of the training's time that looking at it may take: what is shown to users as "under 3%", with some room. */
export const HEALTH_SHARE = 0.025;
/** Before this step the engine is still settling, and nothing is looked at. */
const FIRST_STEP = 10;
/** A run has at most this many looks: a curve needs no more, and each is some kilobytes for every hundred layers. */
const MOST_LOOKS = 200;
/** What a look takes, in steps, by experience: another forward and backward pass, and norms of everything. */
const LOOK_STEPS = 2;
/** A run too short for two looks gets one with its last step, if that takes no more than this, or this share of the run. */
const CLOSING_SECONDS = 1;
const CLOSING_SHARE = 0.1;

/**
 * Decides at which steps a run is looked at, so that all looks together take at most 2.5% of the time of its steps, by the clock, however
 * short the run. The first look comes as soon as the engine has settled, if the run as a whole can pay for it: whoever watches wants to see
 * something. The others are spread over the rest. A look costs about one or two steps, so that is roughly every sixtieth step; but
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
  #firstLookSeconds = 0;
  /** The first step of this process: another than 1 where a run was resumed. */
  #firstStep: number | null = null;
  readonly #stepsInRun: number;
  #lastLook: number | null = null;
  readonly #share: number;

  /**
   * @param stepsInRun steps of the whole run
   * @param share of the steps' time that looks may take
   */
  constructor(stepsInRun: number, share = HEALTH_SHARE) {
    this.#stepsInRun = stepsInRun;
    this.#spacing = Math.ceil(stepsInRun / MOST_LOOKS);
    this.#share = share;
  }

  /** Whether to check the next step (counted from 1 over the whole run). */
  isDue(step: number): boolean {
    this.#firstStep ??= step;
    if (step < FIRST_STEP || this.#steps === 0) return false;
    if (this.#lastLook !== null && step - this.#lastLook < this.#spacing) return false;
    return this.#lookSeconds + this.#nextLookSeconds <= this.#allowance;
  }

  /**
   * Whether to look at the run's last step although the run was too short to pay for more than its first look, which says little about its
   * result. Not counted: it slows no step down, and the end a little.
   */
  isClosing(step: number): boolean {
    if (step !== this.#stepsInRun || this.#looks > 1 || this.#share === 0) return false;
    return this.#nextLookSeconds <= Math.max(CLOSING_SECONDS, CLOSING_SHARE * this.#stepSeconds);
  }

  /** What looks may have taken by now: the first is paid for by the whole run, the others bit by bit. */
  get #allowance(): number {
    const steps = this.#stepsInRun - (this.#firstStep ?? 1) + 1;
    const whole = this.#share * this.#meanSeconds * steps;
    const first = this.#looks === 0 ? this.#nextLookSeconds : this.#firstLookSeconds;
    if (first > whole) return this.#share * this.#stepSeconds;
    return first + ((whole - first) * this.#steps) / steps;
  }

  /** Of a step, without the first one, in which the engine compiles. */
  get #meanSeconds(): number {
    return this.#steps < 2
      ? this.#stepSeconds
      : (this.#stepSeconds - this.#firstStepSeconds) / (this.#steps - 1);
  }

  /**
   * What the next look will take: as long as the last. Of the first one nobody knows yet; the engine will compile it, which takes about
   * what it took in the first step. The second is not compiled any more.
   */
  get #nextLookSeconds(): number {
    if (this.#looks > 1) return this.#lastLookSeconds;
    const mean = this.#meanSeconds;
    if (this.#looks === 1) return Math.min(this.#lastLookSeconds, LOOK_STEPS * mean);
    return LOOK_STEPS * mean + Math.max(0, this.#firstStepSeconds - mean);
  }

  /** Records the duration of a step, without that of a check. */
  addStep(seconds: number): void {
    if (this.#steps === 0) this.#firstStepSeconds = seconds;
    this.#steps += 1;
    this.#stepSeconds += seconds;
  }

  /** Records the duration of a check, without that of the step. */
  addLook(step: number, seconds: number): void {
    if (this.#looks === 0) this.#firstLookSeconds = seconds;
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
