import { oneOperator } from '../one-operator';

/** `Tanh`. */
export const tanh = oneOperator('tanh', 'Tanh');
