import { activationForm } from '../activation';

/** `softplus`. */
export const softplus = activationForm('softplus', 'softplus');
