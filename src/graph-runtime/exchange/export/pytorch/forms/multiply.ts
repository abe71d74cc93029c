import { joined } from '../joined';

/** `a * b`. */
export const multiply = joined('multiply', '*');
