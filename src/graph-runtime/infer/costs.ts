import type { Cost } from './analysis';

export const NO_COST: Cost = {
  trainableParameters: 0,
  frozenParameters: 0,
  otherParameters: 0,
  multiplyAccumulates: 0,
  activationBytes: 0,
};

/** Costs of nodes summed up from the first on: groups lie within one another, and each would add up the same nodes again. */
export class RunningCosts {
  /** Before each node and after the last, the five numbers of a cost. */
  readonly #sums: Float64Array;

  /** @param shared by path, what counts instead where nodes use the weights of others; null: none do */
  constructor(
    nodes: readonly { readonly analysis: { readonly path: string; readonly cost: Cost } }[],
    shared: ReadonlyMap<string, { readonly cost: Cost }> | null,
  ) {
    const sums = new Float64Array((nodes.length + 1) * FIELDS);
    let at = 0;
    for (const { analysis } of nodes) {
      const cost = shared === null ? analysis.cost : (shared.get(analysis.path)?.cost ?? NO_COST);
      const next = at + FIELDS;
      sums[next] = (sums[at] ?? 0) + cost.trainableParameters;
      sums[next + 1] = (sums[at + 1] ?? 0) + cost.frozenParameters;
      sums[next + 2] = (sums[at + 2] ?? 0) + cost.otherParameters;
      sums[next + 3] = (sums[at + 3] ?? 0) + cost.multiplyAccumulates;
      sums[next + 4] = (sums[at + 4] ?? 0) + cost.activationBytes;
      at = next;
    }
    this.#sums = sums;
  }

  /** The sum of the nodes from `start` to the one before `end`: of whole numbers, so that the difference is exact. */
  between(start: number, end: number): Cost {
    const field = (index: number) =>
      (this.#sums[end * FIELDS + index] ?? 0) - (this.#sums[start * FIELDS + index] ?? 0);
    return {
      trainableParameters: field(0),
      frozenParameters: field(1),
      otherParameters: field(2),
      multiplyAccumulates: field(3),
      activationBytes: field(4),
    };
  }
}

const FIELDS = 5;

export function isSameCost(a: Cost, b: Cost): boolean {
  return (
    a.trainableParameters === b.trainableParameters &&
    a.frozenParameters === b.frozenParameters &&
    a.otherParameters === b.otherParameters &&
    a.multiplyAccumulates === b.multiplyAccumulates &&
    a.activationBytes === b.activationBytes
  );
}

/** All weights that the layers can learn, frozen ones too: the size that a network is known by. */
export function learnableParameters(cost: Pick<Cost, 'trainableParameters' | 'frozenParameters'>): number {
  return cost.trainableParameters + cost.frozenParameters;
}
