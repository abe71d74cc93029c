import { activationForm } from '../activation';

/** `sigmoid`. */
export const sigmoid = activationForm('sigmoid', 'sigmoid');
