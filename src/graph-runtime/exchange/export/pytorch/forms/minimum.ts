import { nested } from '../joined';

/** `torch.minimum(a, b)`. */
export const minimum = nested('minimum', 'torch.minimum');
