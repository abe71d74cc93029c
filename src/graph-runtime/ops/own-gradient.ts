import { attr, attributeOf } from './attributes';
import type { GradientRule, GradientRules } from './gradient-rule';
import { type Attribute, type OpGraph, type OpNode, outputOf, type Value } from './op-graph';

/**
 * y under its own gradient rule, which leads straight to `inputs` and does not look at the ops between them and y. For what is made of
 * many ops, where the chain rule op by op would keep all values between them in memory, or know no better way back.
 *
 * @param rule its name in the table given to `ownGradients`
 * @param attributes what the rule wants to know; their names begin with `_`, as TensorFlow lets strangers' attributes through
 */
export function withGradientOfItsOwn(
  graph: OpGraph,
  rule: string,
  y: Value,
  inputs: readonly Value[],
  attributes: Readonly<Record<string, Attribute>>,
): Value {
  return outputOf(handOn(graph, rule, [y, ...inputs], attributes));
}

/** As `withGradientOfItsOwn`, of several values that flow back together: in the rule's op they are the first of its values, and the inputs follow. */
export function allWithGradientOfTheirOwn(
  graph: OpGraph,
  rule: string,
  ys: readonly Value[],
  inputs: readonly Value[],
  attributes: Readonly<Record<string, Attribute>>,
): readonly Value[] {
  return handOn(graph, rule, [...ys, ...inputs], attributes).outputs.slice(0, ys.length);
}

/** An op that hands on what it is given. */
function handOn(
  graph: OpGraph,
  rule: string,
  values: readonly Value[],
  attributes: Readonly<Record<string, Attribute>>,
): OpNode {
  const types = attr.types(values.map(({ dtype }) => dtype));
  return graph.add('IdentityN', values, { T: types, _rule: attr.string(rule), ...attributes }, values);
}

/** The table's rules by name. In them, input 0 is y, whose gradient is null, and the inputs follow. */
export function ownGradients(rules: Readonly<Record<string, GradientRule>>): GradientRules {
  return {
    IdentityN: (step) => {
      const name = attributeOf(step.op, '_rule', 'string');
      const rule = rules[name];
      if (rule === undefined) throw new Error(`${step.op.name}: no gradient rule is named ${name}`);
      return rule(step);
    },
  };
}
