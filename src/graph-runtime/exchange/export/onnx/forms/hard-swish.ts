import { oneOperator } from '../one-operator';

/** `HardSwish`. */
export const hardSwish = oneOperator('hardSwish', 'HardSwish');
