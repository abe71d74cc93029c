import type { LearningRatePoint } from '../../../contract/contract';

/** Points on either side over which the slope is taken: single steps are noise. */
const REACH = 5;

/**
 * The learning rate at which the loss falls steepest over the logarithm of the rate, before it has reached its lowest value (Smith
 * 2017, as fast.ai reads it); null when it falls nowhere.
 */
export function suggestRate(points: readonly LearningRatePoint[]): number | null {
  const finite = points.filter(({ loss }) => Number.isFinite(loss));
  const lowest = finite.reduce(
    (best, { loss }, at) => (loss < (finite[best]?.loss ?? Infinity) ? at : best),
    0,
  );
  let steepest = 0;
  let rate: number | null = null;
  for (let at = REACH; at + REACH <= lowest; at += 1) {
    const before = finite[at - REACH];
    const after = finite[at + REACH];
    const here = finite[at];
    if (before === undefined || after === undefined || here === undefined) continue;
    const slope = (after.loss - before.loss) / (Math.log(after.learningRate) - Math.log(before.learningRate));
    if (slope >= steepest) continue;
    steepest = slope;
    rate = here.learningRate;
  }
  // Two digits are as much as such a curve shows.
  return rate === null ? null : Number(rate.toPrecision(2));
}
