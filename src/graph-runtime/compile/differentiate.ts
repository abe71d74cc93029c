import { filled } from '../ops/constant';
import { addAll } from '../ops/elementwise';
import type { BackwardStep, GradientRules } from '../ops/gradient-rule';
import type { OpGraph, OpNode, Value } from '../ops/op-graph';
import { gradientRules } from './gradients';

/**
 * Reverse-mode differentiation (backpropagation): appends the ops that compute d y / d target for each target and returns
 * them; null where y does not depend on a target. Only ops on a path from a target to y are visited, so data, masks and
 * constants cost nothing.
 *
 * @param y a scalar, the loss; or any value together with `seed`, the gradient that flows into it
 * @param ops the ops between targets and y, in the graph's order; by default all there are
 */
export function differentiate(
  graph: OpGraph,
  y: Value,
  targets: readonly Value[],
  seed?: Value,
  rules: GradientRules = gradientRules,
  ops: readonly OpNode[] = graph.ops,
): readonly (Value | null)[] {
  if (seed === undefined && y.shape.length !== 0) {
    throw new Error(
      `${y.op.name}: only a scalar can be differentiated without a gradient that flows into it`,
    );
  }
  const dependent = dependentValues(ops, targets);
  const collected = new Map<Value, Value[]>([[y, [seed ?? filled(graph, 1, [], y.dtype)]]]);
  // Every op comes after its inputs, so in reverse order each op is visited after all that read it.
  for (const op of [...ops].reverse()) {
    if (!op.outputs.some((output) => collected.has(output) && dependent.has(output))) continue;
    if (!op.inputs.some((input) => dependent.has(input))) continue;
    // Where the op itself is.
    const backward = () => propagate(graph, op, dependent, collected, rules);
    graph.scoped(`gradient/${op.name}`, () => graph.onDevice(op.device, backward));
  }
  return targets.map((target) => gradientOf(graph, target, collected));
}

/** All values that change when a target changes. */
function dependentValues(ops: readonly OpNode[], targets: readonly Value[]): ReadonlySet<Value> {
  const dependent = new Set<Value>(targets);
  for (const op of ops) {
    if (op.inputs.some((input) => dependent.has(input))) {
      for (const output of op.outputs) dependent.add(output);
    }
  }
  return dependent;
}

/** The sum of what flowed back to a value from all its readers (the multivariate chain rule); formed once. */
function gradientOf(graph: OpGraph, value: Value, collected: Map<Value, Value[]>): Value | null {
  const parts = collected.get(value);
  if (parts === undefined) return null;
  const total = addAll(graph, parts);
  collected.set(value, [total]);
  return total;
}

function propagate(
  graph: OpGraph,
  op: OpNode,
  dependent: ReadonlySet<Value>,
  collected: Map<Value, Value[]>,
  rules: GradientRules,
): void {
  const rule = rules[op.op];
  if (rule === undefined) throw new Error(`${op.name}: no gradient rule for ${op.op}`);
  const gradients = op.outputs.map((output) => gradientOf(graph, output, collected));
  const step: BackwardStep = {
    graph,
    op,
    gradients,
    get gradient() {
      const [first] = gradients;
      if (first === undefined || first === null)
        throw new Error(`${op.name}: no gradient at its first output`);
      return first;
    },
    needs: (input) => {
      const value = op.inputs[input];
      return value !== undefined && dependent.has(value);
    },
  };
  rule(step).forEach((gradient, index) => {
    const input = op.inputs[index];
    if (gradient === null || input === undefined || !dependent.has(input)) return;
    collected.set(input, [...(collected.get(input) ?? []), gradient]);
  });
}
