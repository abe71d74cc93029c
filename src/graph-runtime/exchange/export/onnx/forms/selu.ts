import { oneOperator } from '../one-operator';

/** The operator's own alpha and gamma are those of the paper. */
export const selu = oneOperator('selu', 'Selu');
