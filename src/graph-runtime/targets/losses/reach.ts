/** The most probable that softmax can make one of some classes: its score at the top, all others at the bottom. */
export function softmaxReach(low: number, high: number, classes: number): number {
  return 1 / (1 + (classes - 1) * Math.exp(low - high));
}

/** The less probable of the surest yes and the surest no that a sigmoid can give. */
export function sigmoidReach(low: number, high: number): number {
  return Math.min(1 / (1 + Math.exp(-high)), 1 / (1 + Math.exp(low)));
}
