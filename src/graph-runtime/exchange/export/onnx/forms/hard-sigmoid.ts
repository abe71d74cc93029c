import { float } from '../form';
import { oneOperator } from '../one-operator';

/** `max(0, min(1, x / 6 + 1 / 2))`: the operator's own slope is 1 / 5. */
export const hardSigmoid = oneOperator('hardSigmoid', 'HardSigmoid', {
  alpha: float(1 / 6),
  beta: float(0.5),
});
