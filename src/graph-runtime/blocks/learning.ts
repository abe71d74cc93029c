import type { NodeSpec } from '../document/document';

/** How a node's weights learn, where it is not as all others. */
export interface NodeLearning {
  /** Its weights and running statistics stay as they are. */
  readonly isFrozen: boolean;
  /** Factor of the schedule's learning rate, its own times those of the blocks around; 1 where it is frozen. */
  readonly rateFactor: number;
}

type Learning = NodeLearning | undefined;

/** A node of the document, and how the blocks around it learn. */
interface LearningUse {
  readonly node: Pick<NodeSpec, 'trainable' | 'learningRateFactor'>;
  readonly place: { readonly learning?: Learning };
}

/**
 * How the copies of a node learn, as a field of their flat nodes: absent where their weights learn at the schedule's rate. What is in a
 * frozen block is frozen whatever it says itself.
 */
export function learningFields({ node, place }: LearningUse): { readonly learning?: NodeLearning } {
  const { trainable, learningRateFactor = 1 } = node;
  if (place.learning?.isFrozen === true || trainable === false) return { learning: FROZEN };
  const rateFactor = (place.learning?.rateFactor ?? 1) * learningRateFactor;
  return rateFactor === 1 ? {} : { learning: { isFrozen: false, rateFactor } };
}

export function isSameLearning(a: Learning, b: Learning): boolean {
  return a === b || (a?.isFrozen === b?.isFrozen && a?.rateFactor === b?.rateFactor);
}

const FROZEN: NodeLearning = { isFrozen: true, rateFactor: 1 };
