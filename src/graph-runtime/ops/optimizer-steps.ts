import { attr } from './attributes';
import { scalar } from './constant';
import type { Attribute, OpGraph, OpNode, Value } from './op-graph';
import type { Variable } from './variables';

const attributes: Readonly<Record<string, Attribute>> = {
  T: attr.type('float32'),
  use_locking: attr.bool(false),
};

/** weight -= rate * gradient, in place. */
export function applyGradientDescent(
  graph: OpGraph,
  weight: Variable,
  rate: Value,
  gradient: Value,
  after: readonly OpNode[],
): OpNode {
  return graph.add('ResourceApplyGradientDescent', [weight.handle, rate, gradient], attributes, [], after);
}

/**
 * velocity = momentum * velocity + gradient; weight -= rate * velocity, or with Nesterov's look ahead
 * rate * (gradient + momentum * velocity).
 */
export function applyMomentum(
  graph: OpGraph,
  weight: Variable,
  velocity: Variable,
  options: { readonly rate: Value; readonly momentum: number; readonly nesterov: boolean },
  gradient: Value,
  after: readonly OpNode[],
): OpNode {
  const inputs = [weight.handle, velocity.handle, options.rate, gradient, scalar(graph, options.momentum)];
  return graph.add(
    'ResourceApplyMomentum',
    inputs,
    { ...attributes, use_nesterov: attr.bool(options.nesterov) },
    [],
    after,
  );
}

export interface AdamOptions {
  readonly mean: Variable;
  readonly variance: Variable;
  readonly beta1: number;
  readonly beta2: number;
  /** Learning rate and epsilon with both bias corrections already in them. */
  readonly rate: Value;
  readonly epsilon: Value;
}

/**
 * mean and variance follow gradient and gradient^2; weight -= rate * mean / (sqrt(variance) + epsilon).
 * The op's own bias correction is switched off (powers of zero): the caller does it in double precision.
 */
export function applyAdam(
  graph: OpGraph,
  weight: Variable,
  options: AdamOptions,
  gradient: Value,
  after: readonly OpNode[],
): OpNode {
  const zero = scalar(graph, 0);
  const inputs = [
    weight.handle,
    options.mean.handle,
    options.variance.handle,
    zero,
    zero,
    options.rate,
    scalar(graph, options.beta1),
    scalar(graph, options.beta2),
    options.epsilon,
    gradient,
  ];
  return graph.add('ResourceApplyAdam', inputs, { ...attributes, use_nesterov: attr.bool(false) }, [], after);
}

/** accumulator += gradient^2; weight -= rate * gradient / (sqrt(accumulator) + epsilon). */
export function applyAdagrad(
  graph: OpGraph,
  weight: Variable,
  accumulator: Variable,
  options: { readonly rate: Value; readonly epsilon: number },
  gradient: Value,
  after: readonly OpNode[],
): OpNode {
  const inputs = [weight.handle, accumulator.handle, options.rate, scalar(graph, options.epsilon), gradient];
  return graph.add(
    'ResourceApplyAdagradV2',
    inputs,
    { ...attributes, update_slots: attr.bool(true) },
    [],
    after,
  );
}
