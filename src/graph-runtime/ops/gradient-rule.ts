import type { OpGraph, OpNode, Value } from './op-graph';

/** One op in the backward pass: what its rule may use. */
export interface BackwardStep {
  readonly graph: OpGraph;
  readonly op: OpNode;
  /** d loss / d first output, the only one most ops have. Throws when nothing flows back through it. */
  readonly gradient: Value;
  /** d loss / d output, for each output; null where nothing flows back. */
  readonly gradients: readonly (Value | null)[];
  /** Whether the gradient of this input is wanted: false for data, constants and all that no weight leads to. */
  needs(input: number): boolean;
}

/**
 * The chain rule for one kind of op: from d loss / d outputs to d loss / d inputs, one entry per input; null for an input that
 * has no gradient or whose gradient is not needed.
 */
export type GradientRule = (step: BackwardStep) => readonly (Value | null)[];

/** Rules by the op's name. */
export type GradientRules = Readonly<Record<string, GradientRule>>;

/** The rule of ops whose output does not move when the input moves a little: comparisons, rounding, indices. */
export const noGradient: GradientRule = ({ op }) => op.inputs.map(() => null);
