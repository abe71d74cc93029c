/**
 * Limits on what a document may expand to. A few lines of nested repetitions describe more nodes than any memory holds; these
 * keep every expansion short, and are far above any network that could be trained.
 */
export const EXPANSION_LIMITS = {
  /** Nodes of the flat graph. DenseNet-201 has about 700. */
  flatNodes: 20_000,
  /** Node uses and edges looked at on the way, so that even blocks of nothing come to an end. */
  steps: 60_000,
  /** Copies of one repeated node. */
  repeat: 1_000,
  /** Blocks within blocks. */
  nesting: 24,
  /** Diagnostics reported; a mistake in a block counts once. */
  diagnostics: 500,
} as const;

/** Counts what an expansion has used up. */
export class ExpansionBudget {
  #flatNodes = 0;
  #steps = 0;

  /** Takes from the budget; false when there is not enough left, and then for good. */
  take(flatNodes: number, steps: number): boolean {
    this.#flatNodes += flatNodes;
    this.#steps += steps;
    return !this.isSpent;
  }

  get isSpent(): boolean {
    return this.#flatNodes > EXPANSION_LIMITS.flatNodes || this.#steps > EXPANSION_LIMITS.steps;
  }
}
