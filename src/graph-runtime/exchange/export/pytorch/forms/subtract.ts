import { joined } from '../joined';

/** `a - b`. */
export const subtract = joined('subtract', '-');
