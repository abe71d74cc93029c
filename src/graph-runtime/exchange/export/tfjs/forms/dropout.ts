import { passingForm } from '../activation';

/** Does nothing but in training. */
export const dropout = passingForm('dropout');
