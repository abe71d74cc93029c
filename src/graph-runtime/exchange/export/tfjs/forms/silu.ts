import { activationForm } from '../activation';

/** `x · sigmoid(x)`: `swish` there. */
export const silu = activationForm('silu', 'swish');
