import { activationForm } from '../activation';

/** By the error function, as here. */
export const gelu = activationForm('gelu', 'gelu');
