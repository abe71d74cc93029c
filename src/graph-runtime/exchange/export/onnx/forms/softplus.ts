import { oneOperator } from '../one-operator';

/** `Softplus`. */
export const softplus = oneOperator('softplus', 'Softplus');
