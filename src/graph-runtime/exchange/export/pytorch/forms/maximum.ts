import { nested } from '../joined';

/** `torch.maximum(a, b)`. */
export const maximum = nested('maximum', 'torch.maximum');
