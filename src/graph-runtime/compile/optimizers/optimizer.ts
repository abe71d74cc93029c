import type { OptimizerSettings } from '../../document/document';
import type { OpGraph, OpNode, Value } from '../../ops/op-graph';
import type { Variable } from '../../ops/variables';

/** One kind of optimiser. `S` is its part of the document's training settings. */
export interface OptimizerDefinition<S extends OptimizerSettings = OptimizerSettings> {
  readonly type: S['type'];
  /** What it remembers for each weight besides the weight itself, each of the weight's shape. */
  slots(settings: S): readonly SlotDescription[];
  /**
   * Numbers that change from step to step, computed in double precision and fed. `step` counts from 1.
   */
  scalars(settings: S, learningRate: number, step: number): Readonly<Record<string, number>>;
  /** True when `update` handles weight decay itself; otherwise it is added to the gradient before. */
  readonly decouplesWeightDecay?: boolean;
  /** Appends the ops that change one weight, and its slots, and returns those that must have run. */
  update(context: UpdateContext, settings: S): readonly OpNode[];
}

export interface SlotDescription {
  readonly name: string;
  readonly initialValue: number;
}

/** One weight about to be updated. */
export interface UpdateContext {
  readonly graph: OpGraph;
  readonly weight: Variable;
  /** The weight's value at the beginning of the step. */
  readonly value: Value;
  readonly gradient: Value;
  slot(name: string): Variable;
  /** One of the numbers that `scalars` gives. */
  scalar(name: string): Value;
  /**
   * Ops that read the weight in this step. Updating after them changes the weight in place; before them, the engine would have
   * to copy it.
   */
  readonly after: readonly OpNode[];
}
