import { binaryCrossEntropy } from './binary-cross-entropy';
import { contrastive } from './contrastive';
import { crossEntropy } from './cross-entropy';
import { dice } from './dice';
import { huber } from './huber';
import type { LossDefinition, LossId } from './loss';
import { meanAbsoluteError } from './mean-absolute-error';
import { meanSquaredError } from './mean-squared-error';
import { triplet } from './triplet';

/** Every loss by its id, in the order in which they are offered; a new one is its import and one more entry. */
export const losses = {
  crossEntropy,
  binaryCrossEntropy,
  meanSquaredError,
  meanAbsoluteError,
  huber,
  dice,
  contrastive,
  triplet,
} as const satisfies { readonly [K in LossId]: LossDefinition };

/** The loss of an id. */
export function lossNamed(id: LossId): LossDefinition {
  return losses[id];
}
