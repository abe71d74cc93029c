import { oneOperator } from '../one-operator';

/** Nothing, where a network only predicts. */
export const gaussianNoise = oneOperator('gaussianNoise', 'Identity');
