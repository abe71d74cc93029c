import { activationForm } from '../activation';

/** `tanh`. */
export const tanh = activationForm('tanh', 'tanh');
