import type { Cost } from './analysis';

export const NO_COST: Cost = {
  trainableParameters: 0,
  frozenParameters: 0,
  otherParameters: 0,
  multiplyAccumulates: 0,
  activationBytes: 0,
};

/** The sum of several costs. */
export function addCosts(costs: Iterable<Cost>): Cost {
  const sum = { ...NO_COST };
  for (const cost of costs) {
    sum.trainableParameters += cost.trainableParameters;
    sum.frozenParameters += cost.frozenParameters;
    sum.otherParameters += cost.otherParameters;
    sum.multiplyAccumulates += cost.multiplyAccumulates;
    sum.activationBytes += cost.activationBytes;
  }
  return sum;
}

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
