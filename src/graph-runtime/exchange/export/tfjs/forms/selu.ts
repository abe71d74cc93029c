import { activationForm } from '../activation';

/** `selu`. */
export const selu = activationForm('selu', 'selu');
