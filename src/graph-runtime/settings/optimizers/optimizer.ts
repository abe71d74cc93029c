import type { z } from 'zod';
import type { OpGraph, OpNode, Value } from '../../ops/op-graph';
import type { Variable } from '../../ops/variables';
import type { NumberField, SettingFields, ValuesOf } from '../field';
import type { KindDefinition } from '../kind';
import type { regularization } from './fields';

/** What every optimizer has; its own fields come on top. */
export interface OptimizerFields extends SettingFields {
  readonly learningRate: NumberField<z.ZodNumber>;
  readonly weightDecay: (typeof regularization)['weightDecay'];
  readonly clipNorm: (typeof regularization)['clipNorm'];
}

/**
 * All there is to know of one optimizer, as one plain object in one file: document, forms, command line, sweeps, comparison and
 * training read it. `F` is its fields, which give its part of the document's training settings.
 */
export interface OptimizerDefinition<T extends string = string, F extends OptimizerFields = OptimizerFields>
  extends KindDefinition<T, F> {
  /** What it remembers for each weight besides the weight itself, each of the weight's shape. */
  slots(settings: ValuesOf<F>): readonly SlotDescription[];
  /**
   * Numbers that change from step to step, computed in double precision and fed. `step` counts from 1.
   */
  scalars(settings: ValuesOf<F>, learningRate: number, step: number): Readonly<Record<string, number>>;
  /** True when it scales each weight's step by the size of that weight's gradients. */
  readonly isAdaptive: boolean;
  /** True when it divides its averages by 1 - beta^step, which a beta of 1 makes zero. */
  readonly correctsBias?: boolean;
  /** True when `update` handles weight decay itself; otherwise it is added to the gradient before. */
  readonly decouplesWeightDecay?: boolean;
  /**
   * The field that can make steps smaller than the rate, and by which factor it does, for gradients of a norm of about 1. Absent: the
   * usual one, `epsilon` where it is adaptive, else `clipNorm`.
   */
  damping?(settings: ValuesOf<F>): Damping;
  /** Appends the ops that change one weight, and its slots, and returns those that must have run. */
  update(context: UpdateContext, settings: ValuesOf<F>): readonly OpNode[];
}

/** Keeps the types of the fields, and has the compiler hold the functions against them. */
export function defineOptimizer<const T extends string, F extends OptimizerFields>(
  definition: OptimizerDefinition<T, F>,
): OptimizerDefinition<T, F> {
  return definition;
}

export interface Damping {
  readonly key: string;
  /** From 0 to 1. */
  readonly factor: number;
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
