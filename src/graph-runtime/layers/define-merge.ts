import type { Binary } from '../ops/elementwise';
import type { OpGraph, Value } from '../ops/op-graph';
import type { Text } from '../text/text';
import { inferBroadcast, toCommonRank } from './broadcast';
import type { LayerDefinition, OtherNames } from './layer';
import type { NoParameters } from './parameter';
import { reachesItself } from './reach';
import { SINGLE_OUTPUT, VARIADIC_INPUT } from './shape-rules';

/** What is special about a layer that joins values of one place. */
interface MergeRule {
  readonly type: string;
  readonly otherNames: OtherNames;
  readonly label: Text;
  readonly summary: Text;
  readonly reference: LayerDefinition['reference'];
  /** Of two values; more are joined from left to right. */
  readonly join: Binary;
  /** What is done with the result, where that is not all. */
  finish?(graph: OpGraph, joined: Value, count: number): Value;
  readonly keras: string;
  /** Whether Keras takes two inputs only. */
  readonly isOfTwo?: boolean;
}

/**
 * Makes a layer that joins its inputs value by value. Shapes may differ as `broadcast.ts` has it; of a single input it makes what came in, so that
 * branches can be muted.
 */
export function defineMerge(rule: MergeRule): LayerDefinition<NoParameters> {
  return {
    type: rule.type,
    version: 1,
    otherNames: rule.otherNames,
    label: rule.label,
    category: 'merge',
    summary: rule.summary,
    reference: rule.reference,
    parameters: {},
    inputs: VARIADIC_INPUT,
    outputs: SINGLE_OUTPUT,
    describe: () => '',
    infer: (_parameters, inputs) => inferBroadcast('merge-shape-mismatch', inputs),
    weights: () => [],
    multiplyAccumulates: () => 0,
    reach: reachesItself,
    lower({ graph }, _parameters, inputs) {
      const [first, ...others] = toCommonRank(graph, inputs);
      if (first === undefined) throw new Error(`${rule.type} without inputs`);
      if (others.length === 0) return [first];
      const joined = others.reduce((result, next) => rule.join(graph, result, next), first);
      return [rule.finish?.(graph, joined, inputs.length) ?? joined];
    },
    code: {
      keras: (_parameters, inputs) =>
        rule.isOfTwo === true && inputs.length !== 2 ? null : `keras.layers.${rule.keras}()`,
      pytorch: () => null,
    },
  };
}
