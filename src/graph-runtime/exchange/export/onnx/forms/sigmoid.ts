import { oneOperator } from '../one-operator';

/** `Sigmoid`. */
export const sigmoid = oneOperator('sigmoid', 'Sigmoid');
