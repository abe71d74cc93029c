import { activationForm } from '../activation';

/** `logSoftmax`, over the last axis. */
export const logSoftmax = activationForm('logSoftmax', 'logSoftmax');
