import type { NodeSpec } from '../document/document';

/** How a node's weights learn, where it is not as all others. */
export interface NodeLearning {
  /** Its weights and running statistics stay as they are. */
  readonly isFrozen: boolean;
  /** Factor of the schedule's learning rate, its own times those of the blocks around; 1 where it is frozen. */
  readonly rateFactor: number;
}

type Learning = NodeLearning | undefined;

/**
 * How the copies of a node learn inside of what learns as `outer` says. What is in a frozen block is frozen whatever it says itself.
 *
 * @returns undefined where its weights learn at the schedule's rate
 */
export function learningOf(
  outer: Learning,
  { trainable, learningRateFactor = 1 }: Pick<NodeSpec, 'trainable' | 'learningRateFactor'>,
): Learning {
  if (outer?.isFrozen === true || trainable === false) return FROZEN;
  const rateFactor = (outer?.rateFactor ?? 1) * learningRateFactor;
  return rateFactor === 1 ? undefined : { isFrozen: false, rateFactor };
}

export function isSameLearning(a: Learning, b: Learning): boolean {
  return a === b || (a?.isFrozen === b?.isFrozen && a?.rateFactor === b?.rateFactor);
}

const FROZEN: NodeLearning = { isFrozen: true, rateFactor: 1 };
