/**
 * What the set-up could not do, as one sentence that ends in the way to fix it. It is shown to the user as it is; every other
 * error that reaches the top is a bug and keeps its stack.
 */
export class SetupFailure extends Error {
  /** @param {string} sentence */
  constructor(sentence) {
    super(sentence);
    this.name = 'SetupFailure';
  }
}

/**
 * One way of several did not work, and the next one is tried. `reason` is half a sentence: "its server cannot be reached".
 */
export class WayClosed extends Error {
  /** @param {string} reason */
  constructor(reason) {
    super(reason);
    this.name = 'WayClosed';
  }
}
