import { oneOperator } from '../one-operator';

/** `Relu`. */
export const relu = oneOperator('relu', 'Relu');
