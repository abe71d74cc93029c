import { oneOperator } from '../one-operator';

/** `Softsign`. */
export const softsign = oneOperator('softsign', 'Softsign');
