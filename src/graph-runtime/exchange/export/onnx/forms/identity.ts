import { oneOperator } from '../one-operator';

/** `Identity`. */
export const identity = oneOperator('identity', 'Identity');
