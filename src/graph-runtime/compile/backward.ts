import { attr } from '../ops/attributes';
import type { OpGraph, OpNode, Value } from '../ops/op-graph';
import { differentiate } from './differentiate';
import type { NetworkLowering } from './lowering-context';
import type { WeightGradient } from './update-weights';

/** Is part of the engine's message when the loss of a step is not finite. Nothing has been updated then. */
export const LOSS_NOT_FINITE = 'loss-not-finite';

/** An op that fails the call, before anything is updated, when the value is infinite or not a number. */
export function checkFinite(graph: OpGraph, value: Value): OpNode {
  const attributes = { T: attr.type(value.dtype), message: attr.string(LOSS_NOT_FINITE) };
  return graph.scoped('train/guard', () => graph.value('CheckNumerics', [value], attributes, value.dtype, []))
    .op;
}

/** Gradients of all trainable weights the loss depends on. @param seed what flows into the loss; absent: 1 */
export function weightGradients(
  graph: OpGraph,
  loss: Value,
  lowering: NetworkLowering,
  seed?: Value,
): readonly WeightGradient[] {
  const trainable = trainableOf(lowering);
  const gradients = differentiate(
    graph,
    loss,
    trainable.map(({ value }) => value),
    seed,
  );
  return trainable.flatMap(({ weight, value }, index) => {
    const gradient = gradients[index];
    return gradient ? [{ weight, value, gradient }] : [];
  });
}

/** The trainable weights that were read. */
export function trainableOf({ read }: NetworkLowering): NetworkLowering['read'] {
  return read.filter(({ weight }) => weight.description.isTrainable);
}
