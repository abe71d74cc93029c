import { joined } from '../joined';

/** `a + b`. */
export const add = joined('add', '+');
