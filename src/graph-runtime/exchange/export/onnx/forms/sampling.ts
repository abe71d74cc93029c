import { oneOperator } from '../one-operator';

/** The mean: nothing is drawn where a network only predicts. */
export const sampling = oneOperator('sampling', 'Identity');
