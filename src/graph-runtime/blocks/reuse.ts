import { isSameEntering } from './known-types';
import { isSameLearning } from './learning';
import { isSameType } from './port-sizes';
import { isSameSharing } from './sharing';
import { isSameReach, type ScopePlace, type Use } from './use';
import type { UseRequest } from './use-target';

/** A layer that was only moved or renamed on the canvas is the same; a block's groups show its node, so it is made again. */
export function isReusable(
  previous: Use,
  { node, values, place, entering }: UseRequest,
  reached: Use['reached'],
): boolean {
  if (previous.values !== values || !isSameReach(previous.reached, reached)) return false;
  if (!isSameEntering(previous.entering, entering)) return false;
  if (node.type === 'blockInput' && !isSameInput(previous, node.id, place)) return false;
  if (!isSameLearning(previous.outerLearning, place.learning)) return false;
  if (!isSameSharing(previous.outerSharing, place.sharing)) return false;
  if (previous.node === node) return true;
  return (
    previous.fragment.groups.length === 0 &&
    previous.node.type === node.type &&
    previous.node.parameters === node.parameters &&
    previous.node.enabled === node.enabled &&
    previous.node.muted === node.muted &&
    previous.node.trainable === node.trainable &&
    previous.node.learningRateFactor === node.learningRateFactor &&
    previous.node.sharesWith === node.sharesWith &&
    previous.node.repeat === node.repeat &&
    previous.node.join === node.join
  );
}

/** Whether the same enters a block at one of its inputs: no wire of the block itself says so. */
function isSameInput({ leaving }: Use, id: string, { inputTypes }: ScopePlace): boolean {
  return isSameType(leaving?.get('out') ?? null, inputTypes?.get(id) ?? null);
}
