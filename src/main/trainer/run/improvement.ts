import type { ImprovementState } from '../checkpoints/run-state';

export const NO_IMPROVEMENT: ImprovementState = { best: null, bestEpoch: 0, waited: 0 };

/** What is watched: a loss improves by falling, an accuracy by rising, by more than `minimumDelta`. */
export interface Watch {
  readonly better: 'higher' | 'lower';
  readonly minimumDelta: number;
}

/** The state after another epoch. What is not a number is no improvement. */
export function afterEpoch(
  state: ImprovementState,
  { better, minimumDelta }: Watch,
  epoch: number,
  value: number,
): ImprovementState {
  const gain = better === 'lower' ? (state.best ?? 0) - value : value - (state.best ?? 0);
  const isBetter = state.best === null ? !Number.isNaN(value) : gain > minimumDelta;
  return isBetter ? { best: value, bestEpoch: epoch, waited: 0 } : { ...state, waited: state.waited + 1 };
}
