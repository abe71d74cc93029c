import { oneOperator } from '../one-operator';

/** Nothing, where a network only predicts. */
export const dropPath = oneOperator('dropPath', 'Identity');
